import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation

from huiyin.kit.forms import Form

RARE = "𠮷𫠭𰻝 々〇 葛󠄀 བོད་ ئۇيغۇر ᠮᠣᠩᠭᠣᠯ 👩‍👩‍👧 \ue000"


class Letter(Form):
    title = forms.CharField(max_length=4)
    body = forms.CharField(widget=forms.Textarea, required=False, help_text="一件事")
    stance = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    kept = forms.BooleanField(required=False)


def letter(**words):
    return Letter({"title": "题目", "stance": "a", **words})


def shown(source, form):
    with translation.override("zh-hans"):
        return Template("{% load ui %}" + source).render(Context({"form": form}))


def test_text_is_composed_and_line_ends_are_one_sort():
    form = letter(title="e\u0301" * 4, body="一\r\n二\r三\n\t四")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == "\u00e9" * 4
    assert form.cleaned_data["body"] == "一\n二\n三\n\t四"


def test_a_text_that_is_too_long_is_told_so_in_our_words_with_both_numbers():
    with translation.override("zh-hans"):
        assert letter(title="五个字了吧").errors["title"] == ["最多 4 字，现在 5 字"]


def test_rare_characters_come_through_as_they_are():
    form = letter(body=RARE)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["body"] == RARE


def test_only_white_space_at_the_ends_is_taken_away():
    form = letter(body="  一 \u200b二\u200d  ")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["body"] == "一 \u200b二\u200d"


@pytest.mark.parametrize("noise", ["\0", "\x07", "\x1b", "\x7f", "\ud800", "\udfff"])
def test_a_character_that_cannot_be_shown_is_refused_with_its_place(noise):
    with translation.override("zh-hans"):
        form = letter(body=f"你好{noise}")
        assert form.errors == {"body": ["第 3 个字是无法显示的控制字符，请删去后再提交。"]}


def test_several_values_of_one_name_are_all_kept():
    form = Letter(QueryDict("title=题目&stance=a&stance=b&body=e%CC%81"))

    assert form.data.getlist("stance") == ["a", "b"]
    assert form.data["body"] == "\u00e9"


def test_the_summary_links_every_error_to_its_field():
    form = Letter({"body": "只有正文"})

    with translation.override("zh-hans"):
        assert [(href, str(words)) for href, words in form.error_summary] == [
            ("#id_title", "请填写“Title”"),
            ("#id_stance_0", "请选择“Stance”"),
        ]


def test_a_form_not_yet_sent_has_nothing_to_mend():
    assert (Letter().error_summary, shown("{% error_summary form %}", Letter()).strip()) == ([], "")


def test_a_field_names_its_hint_and_its_error():
    page = shown("{% field form.body %}", letter(body="\0"))

    assert 'aria-describedby="id_body_helptext id_body_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_body_helptext"' in page
    assert 'id="id_body_error"' in page


def test_an_optional_field_says_so_and_a_required_one_is_not_left_to_the_browser():
    page = shown("{% fields form %}", Letter())

    assert page.count("（选填）") == 1
    assert " required" not in page


def test_choices_are_a_group_with_a_legend():
    page = shown('{% field form.stance look="segments" %}', letter())

    assert "<legend>Stance" in page
    assert page.count('type="radio"') == page.count("<label") == 2


def test_what_was_typed_stays_after_an_error():
    assert "&lt;b&gt;太长了</textarea>" in shown(
        "{% fields form %}", letter(body="<b>太长了", title="")
    )
