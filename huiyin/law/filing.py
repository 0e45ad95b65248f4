"""Filing a site: where its number can be looked up by anybody.

Law: 非经营性互联网信息服务备案管理办法 (2005) art. 13: the number stands in the middle of the foot
of the home page and links to the register.
"""

ICP_REGISTER = "https://beian.miit.gov.cn/"
