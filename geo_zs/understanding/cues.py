"""Words that say what a number, a place or an industry is doing in a sentence.

Each role is a set of words, Chinese and English, in folded form or not. They are
grammar, not facts: what an industry is called stands in `data/industries`, what is
not evaluated in `data/understanding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Role → words, parted by ``;``.
_WORDS: Final[Mapping[str, str]] = {
    # What an area is of.
    "land": (
        "用地;占地;占地面积;用地面积;用地规模;用地需求;土地;建设用地;工业用地;"
        "项目用地;需地;总占地;总用地;规划用地;地块;征地;供地;净地;新增用地;"
        "土地面积;需用地;占用土地;场地;厂区面积;园区面积;厂址面积;占;"
        "land;site area;land area;land use;plot;site;footprint;land need;"
        "land requirement"
    ),
    "land_other": (
        "种植;种植基地;种植面积;牧场;草场;草原;林地;林草;牧草;青贮;耕地;农田;良田;"
        "大棚;温室;绿化;治沙;沙地;沙漠;荒漠;沉陷区;采煤沉陷区;果园;葡萄园;播种;"
        "流转;生态修复;生态治理;修复面积;治理面积;灌溉;水域;水面;矿区面积;矿权;"
        "牧区;养殖基地;原料基地;建筑面积;总建筑面积;厂房面积;厂房;标准化厂房;"
        "标准厂房;车间;仓库;库房;办公楼;宿舍;建筑;建面;计容;罐区;堆场;屋顶;"
        "plantation;farmland;pasture;orchard;ranch;cropland;grassland;grazing;"
        "forest;floor area;gross floor area;floor space;building area;workshop;"
        "warehouse;roof;greenhouse;desert;irrigated"
    ),
    # What a power is of.
    "load": (
        "用电负荷;负荷;用电;用电容量;电力负荷;电力需求;用电需求;最大负荷;最高负荷;"
        "平均负荷;用电功率;耗电;负载;电力容量;需电;供电;供电能力;供电容量;用电规模;"
        "电负荷;用电量;用电负载;设备负荷;生产负荷;新增负荷;年用电负荷;电力;"
        "报装容量;接电容量;"
        "load;electric load;electrical load;power load;power demand;peak load;"
        "peak demand;electricity demand;power consumption;demand;power supply;"
        "of electricity;connected load;power need;power requirement;grid capacity"
    ),
    "it_load": ("it负荷;it负载;it容量;it功率;it load;it power"),
    "generation": (
        "装机;装机容量;总装机;装机规模;发电装机;并网;并网容量;发电;发电能力;"
        "自备电厂;备案容量;储能规模;配储;新能源指标;新能源规模;风机;"
        "installed;installed capacity;generation;generating capacity;turbines"
    ),
    "output_rate": (
        "年产;年产能;产能;产能规模;年生产;生产能力;年加工;加工能力;年处理;处理能力;"
        "年屠宰;日产;日处理;日加工;月产;达产;生产规模;建设规模;规模;年出栏;存栏;"
        "年吞吐量;总产能;年产量;产量;设计产能;一期产能;新增产能;年采;年洗选;年供;"
        "年输送;年消纳;年制氢;制氢能力;电解槽;年发电量;发电量;上网电量;年回收;"
        "年深加工;年制;年液化;年生产能力;建设;生产;"
        "output;capacity;production capacity;annual capacity;annual output;"
        "producing;nameplate;throughput;making"
    ),
    # What an energy is of.
    "electricity": (
        "年用电量;年耗电量;年耗电;年用电;耗电量;电量;年电量;用电总量;年电力消耗;"
        "annual electricity;electricity consumption;annual power consumption"
    ),
    # What a volume is of.
    "water": (
        "用水;用水量;日用水;日用水量;年用水;年用水量;需水;需水量;日需水;日需水量;"
        "取水;取水量;供水;新水;耗水;耗水量;水量;水资源;水;生产用水;工业用水;新鲜水;"
        "日取水;日供水;年取水;年需水;年需水量;年耗水;年耗水量;水资源需求;用水需求;"
        "用水规模;再生水需求;"
        "water;fresh water;water demand;water use;water supply;water consumption;"
        "process water;water need"
    ),
    "volume_other": (
        "污水;废水;排水;污水处理;排放;中水;矿井水;再生水;天然气;氢气;燃气;用气;"
        "用气量;氧气;氮气;煤气;气体;库容;罐容;蒸汽;节水;"
        "sewage;waste water;wastewater;effluent;natural gas;gas;hydrogen gas;steam;"
        "storage tank"
    ),
    # What money is of.
    "invest": (
        "总投资;投资;投资额;总投资额;投资总额;计划投资;计划总投资;固定资产投资;"
        "固投;预计投资;预计总投资;拟投资;拟总投资;投资规模;投资约;概算;概算总投资;"
        "项目投资;估算投资;投入;总投入;投资金额;资金投入;计划投入;"
        "investment;total investment;invest;investing;capex;capital expenditure;"
        "worth;capital cost;fixed asset investment;invested;fixed investment"
    ),
    "output_value": (
        "产值;年产值;工业产值;总产值;工业总产值;年工业总产值;产值规模;年产值可达;"
        "达产产值;"
        "output value;annual output value;production value"
    ),
    "money_other": (
        "销售收入;营业收入;营收;收入;销售额;年销售额;销售;税收;纳税;年纳税;利税;"
        "利润;净利润;上缴;上缴税收;税金;注册资本;注册资金;贷款;融资;资本金;"
        "到位资金;完成投资;已完成投资;累计投资;设备投资;投资强度;亩均投资;流动资金;"
        "环保投资;租金;地价;土地价格;电价;水价;气价;成本;价格;奖励;补助;补贴;返还;"
        "市值;估值;营业额;亩均税收;罚款;保证金;"
        "revenue;sales;turnover;tax;taxes;profit;registered capital;loan;price;"
        "rent;subsidy;cost;tariff"
    ),
    # What a share is of.
    "green": (
        "绿电;绿电比例;绿电占比;绿色电力;绿电使用比例;绿电消纳比例;绿电率;"
        "绿色电力比例;绿色电力占比;可再生能源;可再生能源比例;可再生能源占比;"
        "可再生电力;清洁电力;清洁能源;清洁能源占比;新能源电量;新能源电量占比;"
        "新能源占比;绿能;绿能占比;绿电供应;绿电直供;绿电直连;绿色能源;绿色电能;"
        "新能源消纳比例;绿电替代;非化石能源;绿色能源占比;绿电使用率;使用绿电;"
        "绿电需求;"
        "green power;green electricity;renewable power;renewable electricity;"
        "renewable energy;renewables;green energy;clean power;clean electricity;"
        "clean energy;green power share;renewable share;green share;of it green"
    ),
    "consumed": (
        "耗煤;用煤;消耗;年消耗;耗用;年耗;煤耗;年用煤;需煤;年耗煤;原料煤;年需原料;"
        "原料需求;消耗原煤;原料用量;"
        "consumes;consuming;feedstock of"
    ),
    "coal_word": ("标准煤;标煤;tce;standard coal;coal equivalent"),
    "saving": (
        "节约;节能;节煤;替代标准煤;替代;减少;减排;可节约;节省;年节约;减碳;"
        "saving;saves;save;saved;avoid;avoids;reduce;reduces"
    ),
    "energy_use": (
        "综合能耗;能耗;年能耗;年综合能耗;总能耗;用能;年用能;能源消费;能源消耗;"
        "能耗总量;年综合能源消费量;综合能源消费量;能耗指标;"
        "energy use;energy consumption"
    ),
    # What only the figures of rules are of.
    "pue": "pue;电能利用效率;电源使用效率",
    "own_use_share": "自发自用;自发自用比例;自发自用率",
    "feed_in_share": "上网电量;上网电量比例;上网比例;反送",
    "storage_share": "配储;配储比例;储能配置;储能配置比例;配置储能;配建储能",
    # What a distance is to.
    "rail": (
        "铁路;铁路线;铁路专用线;专用线;铁路货运站;货运站;火车站;铁路站;铁路货场;"
        "货场;铁道;铁路站点;铁路干线;铁路线路;铁路货站;铁路支线;铁路沿线;铁路运输;"
        "铁轨;railway;railroad;rail;rail line;railway line;railway station;"
        "rail station;rail siding;siding;train station;rail freight station;"
        "freight station"
    ),
    "airport": ("机场;民用机场;支线机场;通用机场;国际机场;空港;airport"),
    "place_other": (
        "高速公路;高速;公路;国道;省道;高速出口;高速口;居民区;村庄;学校;医院;市区;"
        "城区;主城区;港口;天津港;曹妃甸港;秦皇岛港;锦州港;营口港;海港;煤矿;矿区;"
        "水源地;变电站;升压站;自然保护区;保护区;生态红线;草原区;敏感点;水库;黄河;"
        "河流;北京;首都;呼市;机场高速;管道;气源;电厂;市场;主要市场;客户;"
        "highway;motorway;expressway;road;village;school;hospital;town;city centre;"
        "seaport;sea port;substation;reservoir;river;beijing;tianjin;market"
    ),
    "plant": ("电厂;发电厂;power plant;power station"),
    "base": ("风光大基地;新能源基地;风光基地;大基地;energy base;wind solar base"),
    "distance": (
        "距;距离;相距;离;路程;半径;距最近;距离最近;距最近的;离最近的;车程;"
        "distance;away from;away;from;from a;from the;of a;of the;of an;radius"
    ),
    "far": (
        "anywhere but;do not consider;don't consider;never in;避免;避免在;"
        "远离;避开;避让;退让;退距;让开;不在;不要在;不得在;不能在;不可在;不应在;不宜在;"
        "禁止在;keep;stay;keep away from;stay away from;far from;clear of;avoid;"
        "not in;must not be;may not be;cannot be;should not be;setback;setback of"
    ),
    "near": (
        "靠近;临近;邻近;毗邻;附近;就近;紧邻;近;方便;便利;周边;便捷;"
        "near;close to;next to;adjacent to;nearby;access to;with access to;"
        "proximity"
    ),
    # Which part of a project.
    "phase": (
        "一期;二期;三期;四期;首期;其中;首批;一阶段;第一期;第二期;一期工程;二期工程;"
        "远期;近期;"
        "phase 1;phase 2;phase 3;phase one;phase two;phase i;phase ii;first phase;"
        "second phase;of which;stage one;stage 1"
    ),
    "respectively": ("分别;分别为;各为;respectively"),
    # Relations before and behind a number.
    "pre_ge": (
        "不低于;不少于;不小于;至少;最少;最低;不得低于;不得少于;不应低于;须达到;"
        "应达到;要达到;不低於;≥;达到;下限;"
        ">=;at least;no less than;not less than;not below;minimum;no lower than;"
        "a minimum of;min;not within;outside;outside of;beyond;no closer than;"
        "not closer than;no nearer than;not nearer than;at a minimum;farther than;"
        "further than;不近于;不得近于"
    ),
    "pre_gt": (
        "超过;高于;大于;多于;超;"
        ">;more than;over;above;greater than;exceeding;in excess of;upwards of"
    ),
    "pre_le": (
        "不超过;不高于;不大于;不多于;不得超过;不得高于;不得大于;不应超过;至多;最多;"
        "最高;最远;最大;控制在;上限;不超;不超出;≤;"
        "<=;at most;no more than;not more than;up to;within;maximum;a maximum of;"
        "not exceeding;no further than;not over;max;under;no farther than;"
        "not further than"
    ),
    "pre_lt": ("低于;小于;少于;不足;不到;<;less than;below;fewer than"),
    "pre_about": (
        "约;大约;约为;约需;大概;近;将近;左右;预计;预计约;估计;合计约;≈;"
        "~;about;around;approximately;approx;approx.;roughly;some;circa;nearly;"
        "almost;ca.;ca"
    ),
    "post_ge": (
        "以上;及以上;或以上;或更多;起;以外;之外;开外;外;or more;or above;and above;"
        "minimum;or farther;or further"
    ),
    "post_le": (
        "以内;之内;内;以下;及以下;范围内;范围以内;为限;之间;"
        "or less;or below;maximum;at most"
    ),
    "post_about": ("左右;上下;前后;or so"),
    # What an industry is doing.
    "negation": (
        "不含;不包括;不包含;不涉及;不做;不生产;不建;不建设;不上;不是;并非;而非;"
        "而不是;没有;不得;不再;不需要;不要;无需;不需;不考虑;不进;不搞;不引进;非;无;"
        "禁止;拒绝;剔除;排除;避开;"
        "not including;excluding;without;except;except for;other than;instead of;"
        "rather than;not;no;non;but not;does not include"
    ),
    "except_open": "除;除了;除去",
    "except_close": "外;之外;以外",
    "customer_before": (
        "供应给;供给;供应;销往;销售给;面向;服务于;服务;用于;应用于;适用于;提供给;"
        "配套给;卖给;专供;下游;下游为;下游是;产品用于;销售至;客户为;客户是;供货给;"
        "supplying;supplies;serving;used in;used for;used by;sold to;for use in;"
        "to supply;customers in;customers are"
    ),
    "for": ("为;给;向;for;for the"),
    "for_verb": "供;供应;供货;配套;提供;生产;制造;服务;加工;做配套;提供配套;研发;做",
    "customer_after": (
        "用;企业;行业;客户;厂商;领域;市场;厂家;需求;产业配套;产业链配套;龙头;"
        "公司供货;"
        "industry customers;makers;manufacturers;customers"
    ),
    "feedstock_before": (
        "以;利用;采用;依托;外购;采购;消耗;购买;使用;回收利用;"
        "using;from;based on;made from;out of"
    ),
    "feedstock_after": (
        "为原料;作原料;作为原料;做原料;为主要原料;为燃料;副产;资源优势;"
        "as feedstock;feedstock"
    ),
    "support_before": (
        "配套;配套建设;配建;自建;自备;附属;附带;同步建设;并配套;及配套;同时建设;"
        "配备;配置;"
        "with a;with;including;plus a;together with;accompanied by;supported by;"
        "powered by;backed by;fed by"
    ),
    "company": (
        "有限公司;股份有限公司;有限责任公司;股份公司;公司;集团;集团公司;股份;控股;"
        "研究院;研究所;设计院;大学;学院;协会;商会;银行;事务所;合作社;"
        "co.;ltd;co., ltd;inc;corp;corporation;company;group;gmbh;holdings;"
        "university"
    ),
    "boundary": (
        "由;投资建设;投资兴建;投资;建设;在;位于;是;系;拟;计划;将;从;向;给;与;和;及;"
        "的;供应;旗下;子公司;隶属;属于;来自;我公司;本公司;我司;"
        "by;from;of;and;is;at;in;to;for"
    ),
    "list": ("和;与;及;以及;或;或者;、;·;等;/;+;and;or;&"),
    # Where it is to stand.
    "site_before": (
        "在;于;落户;落户于;落户在;选址;选址于;选址在;位于;落地;落地于;进驻;入驻;"
        "布局;布局于;布局在;建在;拟选;拟选址;拟在;拟落户;意向;意向地;意向选址;优先;"
        "优先考虑;优先选择;希望在;计划在;考虑;首选;投资于;拟建于;建于;只考虑;"
        "仅考虑;限;限于;仅限;最好在;去;倾向;倾向于;选择;地点;项目地点;建设地点;"
        "选址地点;选址范围;目标区域;设在;放在;坐落于;坐落;拟建在;"
        "仅;只;只在;仅在;就在;只能在;必须在;须在;只去;只限;"
        "in;located in;sited in;based in;preferably in;to be built in;only in;at;only;"
        "in the;in either"
    ),
    "site_after": (
        "境内;范围内;地区;区域;一带;区域内;全境;优先;均可;都可以;皆可;都可;为主;"
        "辖区;辖区内;选址;落户;落地;建设;等地;等盟市;投资建设;投资;新建;建厂;设厂"
    ),
    # A wish, which is no limit.
    "wish": (
        "优先;优先考虑;优先选择;优先在;优选;首选;最好;最好在;最好是;倾向;倾向于;偏好;偏向;"
        "更愿意;为佳;最佳;更好;更佳;为宜;为主;尽量;尽可能;如有可能;"
        "preferably;preferably in;prefer;prefers;preferred;preference;ideally;"
        "ideally in;if possible;where possible;rather in;favour;favor"
    ),
    "not_only": (
        "不限;不限于;不仅限于;不局限于;不只;不仅;不只在;不仅在;"
        "not limited to;not only;not only in"
    ),
    "avoided_after": (
        "除外;不考虑;不予考虑;不去;不要;不行;不可以;不可;免谈;排除;excluded;excepted"
    ),
    "place_not": (
        "从;自;来自;产自;至;到;销往;供应;供给;供;向;给;采购;源自;通往;往;对;除;"
        "不在;不去;不考虑;排除;避开;不含;不包括;总部;总部在;总部位于;注册地;原;距;"
        "距离;离;"
        "from;to;not in;except;outside;headquartered in;away from"
    ),
    # Chemical parks and ports.
    "chemical_park": (
        "化工园区;化工集中区;认定化工园区;认定的化工园区;合规化工园区;专业化工园区;"
        "化工园;认定的化工集中区;自治区认定的化工园区;已认定化工园区;"
        "已认定的化工园区;合规的化工园区;"
        "chemical park;chemical industry park;recognised chemical park;"
        "recognized chemical park;chemical zone;approved chemical park;"
        "recognised chemical area;recognized chemical area;chemical area"
    ),
    "enter": (
        "进;入;进入;须进;需进;须进入;需进入;应进入;必须进入;入驻;须入;需入;落户;"
        "落在;位于;在;须在;需在;必须在;应在;布局在;布局于;选址;选址于;选址在;要求;"
        "须;需;应;必须;需要;建在;放在;进驻;落地;只考虑;限;仅限;希望进;希望进入;"
        "in;in a;in an;inside;inside a;within;within a;must be in;must be in a;"
        "located in;required;needs;requires;into a;need"
    ),
    "inside": ("内;中;里;之内;以内;required;needed;only"),
    "port": (
        "口岸;陆路口岸;边境口岸;边境口岸城市;陆港口岸;通商口岸;最近口岸;沿边口岸;"
        "port;land port;border port;border crossing;port of entry;land border;"
        "border"
    ),
    "port_road": (
        "公路口岸;公路陆港口岸;"
        "road port;highway port;road border port;road crossing;"
        "road border crossing"
    ),
    "port_rail": (
        "铁路口岸;"
        "rail port;railway port;rail border port;rail border crossing;"
        "rail crossing"
    ),
    "port_air": ("航空口岸;空运口岸;air port of entry"),
    "port_park": (
        "加工园区;加工园;物流园;物流园区;经济开发区;园区;加工区;logistics park"
    ),
    "mongolia": (
        "蒙古国;蒙古;外蒙古;外蒙;对蒙;中蒙;蒙方;蒙煤;蒙古煤;蒙古焦煤;"
        "mongolia;mongolian;outer mongolia;mongolian border"
    ),
    "russia": ("俄罗斯;对俄;中俄;俄方;俄煤;俄材;俄木;俄国;russia;russian"),
    "import": (
        "进口;口岸;边境;边贸;通关;过货;过境;落地加工;跨境;外贸;进境;入境;"
        "import;imports;imported;importing;border;cross border;customs"
    ),
    # Swallowed: names and words that hold others and mean nothing here.
    "noise": (
        "内蒙古;内蒙古自治区;内蒙;蒙古族;蒙古包;蒙西;蒙东;蒙能;俄罗斯族;中国;三元;"
        "一体化;农产品;高新技术;公铁水;十四五;十五五;新能源指标;三期叠加;"
        "inner mongolia"
    ),
    # Nothing to understand.
    "filler": (
        "的;了;为;是;需;需要;需求;要;要求;共;总;合计;计划;拟;项目;工程;地;每;个;"
        "一个;有;及;和;与;并;我们;我公司;本公司;我司;本项目;该项目;公司;企业;建设;"
        "新建;扩建;建;厂;工厂;生产线;产线;条;一条;想;希望;打算;准备;在;上;规划;年;"
        "日;级;型;高端;高效;先进;智能;大型;新型;现代;绿色;示范;基地;产业园;产业;"
        "制造;生产;加工;等;可;能;能够;其;所;此;配套;相关;以;于;由;将;目前;现;预计;"
        "投产;后;达产;净;面积;总面积;约;左右;即;合;折合;也就是;大约;人民币;所需;用;"
        "占;提纯;一体;于一体;活畜;材料;产品;装备;器件;高性能;精密;精细化;标准;循环;国际;"
        "智慧;路线;创新;工艺;成套;综合;综合利用;利用;开发;技术;科技;研制;深加工;及其;"
        "位置;地点;选址;落地;寻找;合适;适合;推荐;哪里;哪些;什么;如何;请问;请;您好;你好;"
        "谢谢;帮忙;帮我;看看;意向;意愿;主要;主营;产品为;从事;专业;领先;国内;全国;世界;"
        "其他;其它;另外;此外;同时;以及;还;还有;也;都;很;较;比较;能否;是否;可以;应;应当;"
        "须;必须;均;均在;尽快;今年;明年;左右的;以来;一座;一家;一处;座;家;处;类;"
        "各类;各种;多种;系列;为一体;研发;销售;服务;建成;运营;开工;投入使用;达到;"
        "rmb;a;an;the;of;and;with;for;on;plant;factory;project;works;mill;line;"
        "facility;site;we;our;i;need;needs;want;wants;require;requires;needed;"
        "required;please;is;are;to;be;it;that;will;would;like;build;building;new;"
        "about;total;annual;per;year;in;at;as;looking;have;has;each;an annual;i.e.;"
        "between;ie;or;this;their;its;my;us;you;they;there;can;could;should;must;shall;"
        "may;any;anywhere;somewhere;all;both;each;some;one;two;three;complex;company;"
        "day;month;hour;week;by;if;then;so;than;more;less;which;who;where;here;been;"
        "good;located;base;industry;industrial;products;product;materials;material;"
        "equipment;production;manufacturing;processing;integrated;using;large;small;"
        "first;second;project is;planned;plan;plans;planning;set up;setting up;invest;"
        "hello;thanks;thank you;looking for;interested;suitable;location;place;where"
    ),
}


def cue_roles() -> dict[str, frozenset[str]]:
    """Return every cue word as written, with its roles."""
    roles: dict[str, set[str]] = {}
    for role, words in _WORDS.items():
        for word in words.split(";"):
            if word:
                roles.setdefault(word, set()).add(role)
    return {word: frozenset(found) for word, found in roles.items()}
