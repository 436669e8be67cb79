"""The sound of the pump: as long, as small and as it was committed."""

import wave

from articles.media import kinds
from demo import sounds


def test_sound_is_committed_as_it_is_made(tmp_path):
    assert sounds.write(tmp_path / "a.wav").read_bytes() == sounds.FILE.read_bytes()


def test_sound_lasts_ten_seconds_and_is_heard():
    with wave.open(str(sounds.FILE)) as file:
        samples = file.readframes(file.getnframes())
        assert file.getnframes() / file.getframerate() == sounds.SECONDS
    assert max(samples) - min(samples) > 100
    assert len(samples) < 100_000
    with sounds.FILE.open("rb") as file:
        assert kinds.tell(file) == "wav"
