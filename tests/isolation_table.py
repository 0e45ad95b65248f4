"""Who may do what at every address. Read it; do not guess: a line that is missing fails.

Columns: GET and POST in one's own congress, GET and POST in a congress where one has nothing.
A letter for each of: anonymous, author, other citizen, deputy, deputy of the city, clerk,
handler, clerk next door, auditor. i in, l sent to sign in, n not found, m method not allowed.
An address that names a thing of 云溪 is never "in" anywhere else, but for laws, which are read
below it too. Other methods are always m.
"""

TABLE = """
-/health                         iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
-/ready                          iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
account_change_password          lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
account_inactive                 iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
account_login                    iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
account_logout                   iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
account_reauthenticate           lnniiiiii lnniiiiii lnniiiiii lnniiiiii
desk:assistants                  lnninnnnn lnninnnnn lnnnnnnnn lnnnnnnnn
desk:bulk                        lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
desk:bulk_done                   lnnnnnnnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
articles:certificate             lnnnnnnnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
articles:edit                    lnnnninnn lnnnninnn lnnnnnnnn lnnnnnnnn
articles:index                   lnnnninnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
articles:new                     lnnnninnn lnnnninnn lnnnnnnnn lnnnnnnnn
articles:page                    lnnnninnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
articles:preview                 lnnnninnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
articles:step                    lnnnninnn lnnnninnn lnnnnnnnn lnnnnnnnn
bills:index                      lnniniini mmmmmmmmm lnnnnnnnn mmmmmmmmm
bills:new                        lnninnnnn lnninnnnn lnnnnnnnn lnnnnnnnn
bills:page                       lnnininnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
bills:step                       lnnininnn lnnininnn lnnnnnnnn lnnnnnnnn
congress_documents:annual        lnnnnnnnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
consultations:index              iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
consultations:page               iiiiiiiii iiiiiiiii nnnnnnnnn nnnnnnnnn
consultations:verify             iiiiiiiii iiiiiiiii nnnnnnnnn nnnnnnnnn
desk:commitments                 lnniniini mmmmmmmmm lnnnnnnnn mmmmmmmmm
desk:decide                      lnnnninnn lnnnninnn lnnnnnnnn lnnnnnnnn
desk:dismiss_assistant           mmmmmmmmm lnnnnnnnn mmmmmmmmm lnnnnnnnn
desk:drop_filter                 mmmmmmmmm lnnnnnnnn mmmmmmmmm lnnnnnnnn
desk:export                      lnniniini mmmmmmmmm lnnnnnnnn mmmmmmmmm
desk:home                        lnniniini mmmmmmmmm lnnnnnnnn mmmmmmmmm
desk:import                      lnnnninnn lnnnninnn lnnnnnnnn lnnnnnnnn
desk:reveal                      lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
desk:review                      lnnnninnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
desk:save_filter                 mmmmmmmmm lnniniini mmmmmmmmm lnnnnnnnn
desk:table                       lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
desk:take_up                     lnnnnnnnn lnninnnnn lnnnnnnnn lnnnnnnnn
documents:index                  lnniniinn mmmmmmmmm lnnnnnnnn mmmmmmmmm
documents:number                 mmmmmmmmm lnnnnnnnn mmmmmmmmm lnnnnnnnn
documents:scan                   mmmmmmmmm lnnnnnnnn mmmmmmmmm lnnnnnnnn
documents:scanned                lnnnnnnnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
documents:take                   lnniniinn mmmmmmmmm lnnnnnnnn mmmmmmmmm
kit:desk-gallery                 iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
kit:front-gallery                iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
kit:gallery                      iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
kit:language                     iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
kit:profile-gallery              iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
kit:view                         mmmmmmmmm iiiiiiiii mmmmmmmmm iiiiiiiii
laws:article                     iiiiiiiii mmmmmmmmm nnnnnnnnn mmmmmmmmm
laws:docx                        iiiiiiiii mmmmmmmmm nnnnnnnnn mmmmmmmmm
laws:index                       iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
laws:page                        iiiiiiiii mmmmmmmmm nnnnnnnnn mmmmmmmmm
mfa_activate_totp                liiiiiiii liiiiiiii liiiiiiii liiiiiiii
mfa_authenticate                 liiiiiiii liiiiiiii liiiiiiii liiiiiiii
mfa_deactivate_totp              lnniiiiii lnniiiiii lnniiiiii lnniiiiii
mfa_download_recovery_codes      lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
mfa_generate_recovery_codes      liiiiiiii liiiiiiii liiiiiiii liiiiiiii
mfa_index                        liiiiiiii lmmmmmmmm liiiiiiii lmmmmmmmm
mfa_reauthenticate               lnniiiiii lnniiiiii lnniiiiii lnniiiiii
mfa_view_recovery_codes          lnnnnnnnn lmmmmmmmm lnnnnnnnn lmmmmmmmm
mine:matters                     liiiiiiii mmmmmmmmm liiiiiiii mmmmmmmmm
mine:notices                     liiiiiiii mmmmmmmmm liiiiiiii mmmmmmmmm
people:code                      lllllllll lllllllll lllllllll lllllllll
people:consents                  liiiiiiii liiiiiiii liiiiiiii liiiiiiii
people:data                      liiiiiiii mmmmmmmmm liiiiiiii mmmmmmmmm
people:looked                    liiiiiiii mmmmmmmmm liiiiiiii mmmmmmmmm
people:personas                  nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnnn
people:sign-in                   iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
photos:photo                     nnnnnnnnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
portal:about                     iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:accessibility             iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:article                   nnnnnnnnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
portal:article_released          nnnnnnnnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
portal:asset                     nnnnnnnnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
portal:column                    iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:column_atom               iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:column_json               iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:columns                   iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:csv                       iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:data                      iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:deputies                  iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:deputy                    iiiiiiiii mmmmmmmmm nnnnnnnnn mmmmmmmmm
portal:feed                      iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:find                      iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:home                      iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:how                       iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:json                      iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:privacy                   iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:profile                   iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:reports                   iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:robots                    iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:rules                     iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:search                    iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:sitemap                   iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:stations                  iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:statistics                iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
portal:suggestions               iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
public_bills:index               iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
public_bills:page                nnnininnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
public_documents:annual          nnnnnnnnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
report:page                      nnnnnnnnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
report_desk:act                  mmmmmmmmm lnnnnnnnn mmmmmmmmm lnnnnnnnn
report_desk:index                lnnnninnn lnnnninnn lnnnnnnnn lnnnnnnnn
report_desk:page                 lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
sites:index                      lnnnninnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
sites:open                       lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
sites:page                       lnnnninnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
sites:columns                    lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
sites:notices                    lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
sites:drop_notice                mmmmmmmmm lnnnnnnnn mmmmmmmmm lnnnnnnnn
sites:coverage                   lnnnninnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
sites:capabilities               lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
sites:duties                     lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
sites:step                       lnnnnnnnn lnnnnnnnn lnnnnnnnn lnnnnnnnn
suggestions:index                lnniniini mmmmmmmmm lnnnnnnnn mmmmmmmmm
suggestions:new                  lnninnnnn lnninnnnn lnnnnnnnn lnnnnnnnn
suggestions:page                 lnniniinn mmmmmmmmm lnnnnnnnn mmmmmmmmm
suggestions:photo                lnnnnnnnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
suggestions:step                 lnniniinn lnnnnninn lnnnnnnnn lnnnnnnnn
trace:add                        mmmmmmmmm linnnnnnn mmmmmmmmm lnnnnnnnn
trace:close                      mmmmmmmmm liiiiiiii mmmmmmmmm lnnnnnnnn
trace:follow                     mmmmmmmmm linininnn mmmmmmmmm lnnnnnnnn
trace:key                        iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
trace:matter                     iiiiiiiii mmmmmmmmm nnnnnnnnn mmmmmmmmm
trace:receipt                    iiiiiiiii mmmmmmmmm nnnnnnnnn mmmmmmmmm
trace:record                     iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
trace:reopen                     mmmmmmmmm liiiiiiii mmmmmmmmm lnnnnnnnn
trace:support                    mmmmmmmmm lnnnnnnnn mmmmmmmmm lnnnnnnnn
trace:track                      iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
trace:verifier                   iiiiiiiii mmmmmmmmm iiiiiiiii mmmmmmmmm
voice_desk:answer                lnnininnn lnnininnn lnnnnnnnn lnnnnnnnn
voice_desk:index                 lnniniini mmmmmmmmm lnnnnnnnn mmmmmmmmm
voice_desk:page                  lnnininnn mmmmmmmmm lnnnnnnnn mmmmmmmmm
voice_desk:transfer              lnnininnn lnnininnn lnnnnnnnn lnnnnnnnn
voices:new                       iiiiiiiii nnniiniii iiiiiiiii nnniiiiii
voices:receipt                   iiiiiiiii mmmmmmmmm nnnnnnnnn mmmmmmmmm
voices:similar                   iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
voices:supported                 nnnnnnnnn mmmmmmmmm nnnnnnnnn mmmmmmmmm
voices:verify                    iiiiiiiii iiiiiiiii iiiiiiiii iiiiiiiii
"""


def table():
    """Return ``{address: (own GET, own POST, elsewhere GET, elsewhere POST)}``."""
    rows = (line.split() for line in TABLE.strip().splitlines())
    return {name: tuple(letters) for name, *letters in rows}
