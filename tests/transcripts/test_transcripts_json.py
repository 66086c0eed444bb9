"""JSON of the machines: (the part that matters, what is said, when)."""

# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

from typing import Any

import pytest
from transcript_files import interview, pairs, source, times, turns

from voc.errors import TranscriptError
from voc.transcripts import READERS

WHY, SO = {"start": 1.5, "end": 2.0, "text": " Why?"}, {"start": 2.5, "end": 4.0, "text": " So."}


def ms(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: int(value * 1000) if isinstance(value, float) else value for key, value in thing.items()}


def timed(*words: tuple[str, float, Any]) -> list[dict[str, Any]]:
    return [
        {"word": word, "punctuated_word": word, "text": word, "start": at, "speaker": who} for word, at, who in words
    ]


FILES: list[tuple[str, str, Any, list[tuple[str, str]], list[float | None]]] = [
    ("Whisper", "whisper", {"text": "Why? So.", "segments": [WHY, SO], "language": "en"}, [("", "Why? So.")], [1.5]),
    ("whisper.cpp", "whisper", {"transcription": [{"offsets": {"from": 1500, "to": 2000}, "text": " Why?"}, {"timestamps": {"from": "00:00:02,500"}, "text": " So."}]}, [("", "Why? So.")], [1.5]),
    ("Hugging Face", "whisper", {"text": "Why? So.", "chunks": [{"timestamp": [1.5, 2.0], "text": " Why?"}, {"timestamp": [2.5, None], "text": " So."}]}, [("", "Why? So.")], [1.5]),
    ("Whisper, only words", "whisper", {"text": "Why? So.", "words": [{"word": "Why?", "start": 1.5}, {"word": "So.", "start": 2.5}]}, [("", "Why? So.")], [1.5]),
    ("Whisper, only text", "whisper", {"text": "Why? So."}, [("", "Why? So.")], [None]),
    ("WhisperX", "whisper", {"segments": [{**WHY, "speaker": "SPEAKER_00"}, {**SO, "speaker": "SPEAKER_01"}, {"start": 5.0, "text": "hm"}]}, [("SPEAKER_00", "Why?"), ("SPEAKER_01", "So."), ("", "hm")], [1.5, 2.5, 5.0]),
    ("WhisperX, words know", "whisper", {"segments": [{**WHY, "words": timed(("Why?", 1.5, "SPEAKER_00"))}, {"words": timed(("So.", 2.5, "SPEAKER_01")), "start": 2.5}]}, [("SPEAKER_00", "Why?"), ("SPEAKER_01", "So.")], [1.5, 2.5]),
    ("AssemblyAI", "assemblyai", {"utterances": [{**ms(WHY), "speaker": "A"}, {**ms(SO), "speaker": "B"}], "text": "Why? So."}, [("A", "Why?"), ("B", "So.")], [1.5, 2.5]),
    ("AssemblyAI, no labels", "assemblyai", {"utterances": None, "text": "Why? So.", "words": [ms(WHY), ms(SO)], "audio_duration": 9}, [("", "Why? So.")], [1.5]),
    ("AssemblyAI, words know", "assemblyai", {"utterances": None, "words": [{**ms(WHY), "speaker": "A"}, {**ms(SO), "speaker": "B"}], "audio_duration": 9}, [("A", "Why?"), ("B", "So.")], [1.5, 2.5]),
    ("utterances in seconds", "assemblyai", {"utterances": [{**WHY, "speaker": "A"}, {**SO, "speaker": 0}]}, [("A", "Why?"), ("0", "So.")], [1.5, 2.5]),
    ("Deepgram", "deepgram", {"metadata": {}, "results": {"channels": [], "utterances": [{"speaker": 0, "start": 1.5, "transcript": "Why?"}, {"speaker": 1, "start": 2.5, "transcript": "So."}]}}, [("0", "Why?"), ("1", "So.")], [1.5, 2.5]),
    ("Deepgram, words", "deepgram", {"results": {"channels": [{"alternatives": [{"transcript": "Why? So.", "words": timed(("Why?", 1.5, 0), ("So.", 2.5, 1))}]}]}}, [("0", "Why?"), ("1", "So.")], [1.5, 2.5]),
    ("Deepgram, paragraphs", "deepgram", {"results": {"channels": [{"alternatives": [{"paragraphs": {"paragraphs": [{"speaker": 0, "sentences": [{"text": "Why?", "start": 1.5}]}, {"speaker": 1, "sentences": [{"text": "So.", "start": 2.5}]}]}}]}]}}, [("0", "Why?"), ("1", "So.")], [1.5, 2.5]),
    ("Deepgram, a microphone each", "deepgram", {"results": {"channels": [{"alternatives": [{"words": [{"word": "Why?", "start": 1.5}]}]}, {"alternatives": [{"words": [{"word": "So.", "start": 2.5}]}]}]}}, [("0", "Why?"), ("1", "So.")], [1.5, 2.5]),
    ("Deepgram, no labels", "deepgram", {"results": {"channels": [{"alternatives": [{"transcript": "Why? So."}]}]}}, [("", "Why? So.")], [None]),
    ("Fireflies", "fireflies", {"title": "x", "sentences": [{"speaker_name": "Ann", "text": "Why?", "start_time": 1.5}, {"speaker_name": "Bob", "raw_text": "So.", "start_time": "2.5"}]}, [("Ann", "Why?"), ("Bob", "So.")], [1.5, 2.5]),
    ("Fireflies, answer of the interface", "fireflies", {"data": {"transcript": {"speakers": [{"id": 0, "name": "Ann"}], "sentences": [{"speaker_id": 0, "speaker_name": None, "text": "Why?", "start_time": 1.5}, {"speaker_id": 1, "text": "So.", "start_time": 2.5}]}}}, [("Ann", "Why?"), ("Speaker 1", "So.")], [1.5, 2.5]),
    ("Fireflies, download", "fireflies", [{"sentence": "Why?", "startTime": "00:01", "speaker_name": "Ann"}, {"sentence": "So.", "startTime": "00:02", "speaker_name": "Bob"}], [("Ann", "Why?"), ("Bob", "So.")], [1.0, 2.0]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said", "at", "content"), [(n, s, a, c) for _, n, c, s, a in FILES], ids=[f[0] for f in FILES]
)
def test_machines(name: str, content: Any, said: list[tuple[str, str]], at: list[float | None]) -> None:
    given = source(content, ".json")
    assert [reader.NAME for reader in READERS if reader.sniff(given)] == [name]
    assert pairs(content, ".json") == said
    assert times(content, ".json") == at


def quiet(text: str, start: float, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": start + 2, "text": text, **more}


SILENCE = [
    ([quiet("So.", 0), quiet("Thank you.", 2, no_speech_prob=0.9)], "So."),
    ([quiet("So.", 0), quiet("Thank you.", 2, no_speech_prob=0.1)], "So. Thank you."),
    ([quiet("So.", 0), quiet("Thank you.", 2)], "So. Thank you."),
    ([quiet("So.", 0), *[quiet("Thank you.", 2 + n) for n in range(4)], quiet("Well.", 9)], "So. Well."),
    ([quiet("So.", 0), {"start": 2, "end": 30, "text": "Thank you."}], "So."),
    ([quiet("So.", 0), quiet("Thanks for watching!", 2, no_speech_prob=0.7), quiet("Bye.", 4)], "So. Bye."),
    ([quiet("So.", 0), quiet("Thank you for the price.", 2, no_speech_prob=0.9)], "So. Thank you for the price."),
]


@pytest.mark.parametrize(("segments", "said"), SILENCE)
def test_what_whisper_invents_in_silence_is_left_out_and_told(segments: list[Any], said: str) -> None:
    given = source({"segments": segments}, ".json")
    assert turns(given)[0].text == said
    left = len(said.split()) < sum(len(part["text"].split()) for part in segments)
    assert [note.startswith("left out, as invented in silence: “Thank") for note in given.doubts] == [True] * left


def test_half_a_surrogate_can_be_written() -> None:
    assert (
        pairs({"segments": [{"text": "so \ud83d \ud83d\ude00 \x1b[31mred\x00"}]}, ".json")[0][1] == "so \ufffd 😀 red"
    )


FAULTS = [
    ('{"segments": [\n{"text": "x"},\n oops]}', "x.json:3: this is no valid JSON: Expecting value (column 2); mend the line"),
    ('{"segments": [\n{"text": "x"}', "x.json:2: this is no valid JSON: the file ends too early"),
    ('{"a": 1, "b": 2}', "x.json:1: this JSON has no known shape (its keys: a, b); known are Whisper"),
    ("[1, 2]", "x.json:1: this JSON has no known shape; known"),
    ("7", "x.json:1: this JSON has no known shape; known"),
    ('{"segments": []}', "x.json:1: the segments hold no words"),
    ('{"segments": [{"text": ""}]}', "x.json:1: the segments hold no words; export"),
    ('{"utterances": null, "text": null}', "x.json:1: the utterances hold no words"),
    ('{"title": "x",\n"sentences": null}', "x.json:2: `sentences` is null: Fireflies has not finished this meeting; export"),
    ('{"sentences": [{"text": 5}, 3, null]}', "x.json:1: the sentences hold no words"),
    ('{"results": {"utterances": [], "channels": [{"alternatives": null}]}}', "x.json:1: the results hold no words"),
    ("[" * 100_000, "x.json:1: "),
]  # fmt: skip


@pytest.mark.parametrize(("written", "message"), FAULTS)
def test_faults(tmp_path: Any, written: str, message: str) -> None:
    with pytest.raises(TranscriptError) as told:
        interview(tmp_path, "x.json", written)
    assert str(told.value).startswith(f"{tmp_path}/{message}")
    assert told.value.cure
