"""Names made from titles are safe everywhere, and files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor import output
from assessor.errors import ConfigurationError


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("青石县人民政府2024年法治政府建设年度报告", "青石县人民政府2024年法治政府建设年度报告"),
        ("../../etc/passwd", "etc_passwd"),
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "report"),
        ("", "report"),
        ("\u202e报告\x00\n", "报告"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("报告.", "报告"),
        ("-rf", "rf"),
    ],
)
def test_a_title_becomes_a_safe_file_name(title: str, stem: str) -> None:
    assert output.file_stem(title) == stem


@given(st.text(max_size=300))
def test_any_title_gives_one_name_within_what_file_systems_allow(title: str) -> None:
    stem = output.file_stem(title)
    assert stem
    assert len(stem.encode()) <= output.MAX_STEM_BYTES + 1
    assert Path(stem).name == stem
    assert not set(stem) & set('/\\:*?"<>|\0\n')
    assert stem[0] not in ".-"


def test_a_failed_write_leaves_neither_a_piece_nor_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(ConfigurationError, match=r"a\.json"):
        output.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EFBIG, "超过了系统允许的文件大小。请放宽对文件大小的限制"),
        (errno.ENOSPC, "磁盘已满。请腾出空间"),
        (errno.EROFS, "磁盘是只读的。请用 -o 换一个可写的位置"),
        (errno.EACCES, "没有写入权限。请用 -o 换一个可写的位置"),
    ],
)
def test_why_nothing_can_be_written_and_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(ConfigurationError, match=rf"无法写入“.*a\.json”：{said}"):
        output.write_atomically(tmp_path / "a.json", b"new")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match=r"file.*-o"):
        output.prepare_folder(tmp_path / "file" / "x")
    with pytest.raises(ConfigurationError, match="无法写入"):
        output.prepare_folder(tmp_path / "a\0b")


posix = pytest.mark.skipif(os.name == "nt", reason="Windows 没有设备文件和命名管道")


@posix
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    data = b"x" * 1_000_000
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        output.prepare_file(pipe)
        output.write_atomically(pipe, data)
        assert read.result(timeout=60) == data
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_is_written_to_and_stays_a_device(tmp_path: Path) -> None:
    device = tmp_path / "设备"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        device.write_bytes(b"")
    except OSError:
        pytest.skip("要有 root 权限才能建设备文件")
    output.prepare_file(device)
    output.write_atomically(device, b"x")
    assert stat.S_ISCHR(device.stat().st_mode)
    assert list(tmp_path.iterdir()) == [device]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="本机没有 /proc")
def test_a_file_that_is_open_already_goes_on_being_that_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("ab", buffering=0) as stream:
        before = path.stat().st_ino
        output.prepare_file(Path(f"/proc/self/fd/{stream.fileno()}"))
        output.write_atomically(Path(f"/proc/self/fd/{stream.fileno()}"), b"one")
        stream.write(b", two")
    assert path.stat().st_ino == before
    assert path.read_bytes() == b"one, two"


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path, there: bool) -> None:
    target = tmp_path / "远处" / "a.json"
    if there:
        target.parent.mkdir()
        target.write_bytes(b"old")
    link = tmp_path / "a.json"
    link.symlink_to(Path("远处") / "a.json")
    output.prepare_file(link)
    output.write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


@posix
def test_links_in_a_circle_and_folders_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for act in (output.prepare_file, lambda path: output.write_atomically(path, b"")):
        with pytest.raises(ConfigurationError, match=r"无法写入.*a”"):
            act(tmp_path / "a")
    with pytest.raises(ConfigurationError, match="是一个文件夹"):
        output.prepare_file(tmp_path)
