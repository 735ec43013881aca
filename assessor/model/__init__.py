"""The frozen dataclasses that flow from stage to stage: read, segment, match, judge, render."""
