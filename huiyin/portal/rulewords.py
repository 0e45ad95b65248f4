"""What the choices of a rule profile mean, in whole sentences."""

from django.utils.translation import gettext_lazy as _

#: (rule, value) → sentence; the words are those of ``law.vocabulary.RULES``.
SENTENCES = {
    ("joint_reply", "each"): _("联名提出的建议，逐一答复每位代表。"),
    ("joint_reply", "lead_relays"): _("联名提出的建议，答复领衔代表，由其转告其他代表。"),
    ("joint_reply", "each_or_lead"): _("联名提出的建议，逐一答复；经领衔代表同意，可以由其转告。"),
    ("joint_evaluator", "lead"): _("联名提出的建议，由领衔代表征求其他代表意见后评价。"),
    ("extension_consent", True): _("延期答复须经同意。"),
    ("extension_consent", False): _("延期答复不须另经同意。"),
    ("extension_told", True): _("延期答复应当告知代表。"),
    ("extension_told", False): _("延期答复不须另行告知代表。"),
    ("delegation_may_sponsor", True): _("代表团可以提出建议。"),
    ("delegation_may_sponsor", False): _("代表团不能提出建议。"),
    ("withdraw_until", "assigned"): _("交办以前可以撤回。"),
    ("withdraw_until", "closed"): _("办结以前可以撤回。"),
    ("withdraw_joint", "all_agree"): _("联名提出的建议，全体联名代表同意才能撤回。"),
    ("redo_ordered_by", "deputy"): _("代表不满意的，重新办理。"),
    ("redo_ordered_by", "standing_committee"): _("代表不满意的，由常务委员会决定是否重新办理。"),
    ("second_dissatisfaction", "meeting"): _("再次不满意的，召集双方当面沟通。"),
    ("second_dissatisfaction", "expert_evaluation"): _("再次不满意的，可以组织专家评估。"),
    ("no_feedback", "exclude_from_statistics"): _("期限内没有评价的，不计入满意度。"),
    ("content_public", "required"): _("建议和答复的内容应当公开，法律另有规定的除外。"),
    ("content_public", "may"): _("建议和答复的内容可以公开，法律或者代表不同意的除外。"),
    ("units_public", True): _("承办单位向社会公开。"),
    ("units_public", False): _("承办单位不向社会公开。"),
    ("township_publishing", "own"): _("乡镇人大的文章自己审核、发布。"),
    ("township_publishing", "county"): _("乡镇人大撰写的文章，由县级人大审核、发布。"),
    ("township_publishing", "county_province"): _(
        "乡镇人大撰写的文章，由县级人大审核，省级平台发布。"
    ),
}


def sentence(name, value):
    """The sentence of a choice; one nobody wrote a sentence for is shown as it is kept."""
    return SENTENCES.get((name, value), f"{name} = {value}")
