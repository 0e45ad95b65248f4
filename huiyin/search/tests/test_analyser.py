import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from huiyin.search.analyser import BREAK, analyse, grams, is_paired, phrases

HAN = st.text(st.sampled_from("代表大会路灯桂花小区々〇𠮷𰻝"), min_size=1, max_size=12)
ANY = st.text(max_size=60)


@given(ANY)
def test_tokens_hold_letters_marks_and_figures_only(text):
    for token in analyse(text).split():
        kinds = {unicodedata.category(character)[0] for character in token}
        assert token == BREAK or kinds <= {"L", "M", "N", "C"}
        assert not set(token) & set("'\"\\@_ \x00:*&!()<>")


@given(ANY)
def test_a_token_is_never_long_and_always_encodable(text):
    assert all(len(token.encode()) <= 64 * 4 for token in analyse(text).split())


@given(ANY)
def test_analysing_folds_width_and_case(text):
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text.upper())
    narrow = "".join(chr(ord(c)) if "!" <= c <= "~" else c for c in text.upper())

    assert analyse(wide) == analyse(narrow)


@given(HAN, HAN, HAN)
def test_every_stretch_of_han_is_a_run_of_tokens_of_its_text(before, stretch, after):
    (phrase,) = phrases(stretch)
    inside = f" {analyse(before + stretch + after)} "

    assert f" {' '.join(phrase.tokens)}{'' if phrase.prefix else ' '}" in inside


@given(HAN, HAN)
def test_han_that_is_not_in_a_text_is_no_run_of_its_tokens(text, stretch):
    (phrase,) = phrases(stretch)
    inside = f" {' '.join(phrase.tokens)}{'' if phrase.prefix else ' '}" in f" {analyse(text)} "

    assert inside == (stretch in text)


@given(ANY)
def test_the_telling_words_are_tokens_without_single_han(text):
    words = analyse(text)

    assert set(grams(words)) <= set(words.split())
    assert not [word for word in grams(words) if is_paired(word) and len(word) == 1]
