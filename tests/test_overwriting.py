"""What a run reads, and what it has just written, is never what it writes next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.errors import ConfigurationError
from assessor.overwriting import Source, refuse_overwriting


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text("原稿", encoding="utf-8")
    return path


def test_an_input_is_named_with_what_it_is(report: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"报告\.txt”就是输入的基线文件，.*-o"):
        refuse_overwriting([report], [Source(report, "基线文件")])


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_another_name_of_an_input_is_the_input(report: Path, tmp_path: Path, link: object) -> None:
    other = tmp_path / "结果"
    link(report, other)  # type: ignore[operator]
    with pytest.raises(ConfigurationError, match=r"结果”就是输入的报告“.*报告\.txt”"):
        refuse_overwriting([other], [Source(report, "报告")])


def test_two_outputs_to_one_place_are_refused_though_it_is_not_there_yet(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"两项输出.*a\.json"):
        refuse_overwriting([tmp_path / "a.json", tmp_path / "x" / ".." / "a.json"])


def test_what_is_not_there_yet_takes_no_inputs_place_and_costs_nothing(report: Path, tmp_path: Path) -> None:
    def never() -> Iterator[Source]:
        raise AssertionError("looked at the sources")
        yield

    refuse_overwriting([tmp_path / "新.txt"], never())


def test_an_older_result_may_be_written_again(report: Path, tmp_path: Path) -> None:
    (tmp_path / "旧.json").touch()
    refuse_overwriting([tmp_path / "旧.json"], [Source(report, "报告"), Source(tmp_path / "没有", "报告")])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows 没有命名管道")
def test_a_pipe_keeps_nothing_and_may_take_two_results(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    refuse_overwriting([pipe, pipe], [Source(pipe, "报告")])


def test_a_path_that_cannot_be_is_left_to_whoever_opens_it(report: Path) -> None:
    refuse_overwriting([report, Path("a\0b")], [Source(Path("c\0d"), "报告")])
