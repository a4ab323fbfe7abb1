import { normaliseSearch } from './normalise.ts'

/** ISO 3166-1 alpha-2, and `XK` which exports use for Kosovo. */
export const countryCodes =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER
ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID
IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR
NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL
SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC
VE VG VI VN VU WF WS YE YT ZA ZM ZW XK`.split(/\s+/)

/** ISO 3166-1 alpha-3 of Europe, its neighbours and the other countries a French file may name. */
const threeLetters = `ALB:AL AND:AD ARE:AE ARM:AM AUS:AU AUT:AT AZE:AZ BEL:BE BEN:BJ BFA:BF BGR:BG BIH:BA
BLR:BY BRA:BR CAN:CA CHE:CH CHN:CN CIV:CI CMR:CM COG:CG CYP:CY CZE:CZ DEU:DE DNK:DK DZA:DZ EGY:EG ESP:ES
EST:EE FIN:FI FRA:FR GAB:GA GBR:GB GEO:GE GLP:GP GRC:GR GUF:GF HRV:HR HUN:HU IND:IN IRL:IE ISL:IS ISR:IL
ITA:IT JPN:JP KOR:KR LBN:LB LIE:LI LTU:LT LUX:LU LVA:LV MAR:MA MCO:MC MDA:MD MDG:MG MEX:MX MKD:MK MLI:ML
MLT:MT MNE:ME MTQ:MQ MUS:MU MYT:YT NCL:NC NLD:NL NOR:NO NZL:NZ POL:PL PRT:PT PYF:PF REU:RE ROU:RO RUS:RU
SEN:SN SMR:SM SRB:RS SVK:SK SVN:SI SWE:SE TGO:TG TUN:TN TUR:TR UKR:UA USA:US VAT:VA ZAF:ZA`

/** Names in use that the region names of Unicode do not contain, already folded. */
const otherNames: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  'grande bretagne': 'GB',
  england: 'GB',
  angleterre: 'GB',
  scotland: 'GB',
  ecosse: 'GB',
  wales: 'GB',
  'pays de galles': 'GB',
  'northern ireland': 'GB',
  'irlande du nord': 'GB',
  'united states of america': 'US',
  'etats unis d amerique': 'US',
  usa: 'US',
  us: 'US',
  'france metropolitaine': 'FR',
  'metropolitan france': 'FR',
  holland: 'NL',
  hollande: 'NL',
  'the netherlands': 'NL',
  el: 'GR',
  'republique tcheque': 'CZ',
  'czech republic': 'CZ',
  'republique slovaque': 'SK',
  'republic of ireland': 'IE',
  eire: 'IE',
  'russian federation': 'RU',
  'federation de russie': 'RU',
  'republic of korea': 'KR',
  coree: 'KR',
  reunion: 'RE',
  'ile de la reunion': 'RE',
  'ivory coast': 'CI',
  macedonia: 'MK',
  macedoine: 'MK',
  vatican: 'VA',
  'principaute de monaco': 'MC',
  'grand duche de luxembourg': 'LU',
  congo: 'CG',
  rdc: 'CD',
  'republique democratique du congo': 'CD',
  emirats: 'AE',
  uae: 'AE',
}

/** French and English first: where two languages use one name differently, they decide. */
const nameLanguages = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt']

let codesByName: ReadonlyMap<string, string> | undefined

function countryNames(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>(Object.entries(otherNames))
  for (const pair of threeLetters.split(/\s+/)) {
    const [name, code] = pair.split(':') as [string, string]
    codes.set(name.toLowerCase(), code)
  }
  for (const code of countryCodes) codes.set(code.toLowerCase(), code)
  for (const language of nameLanguages) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of countryCodes) {
      const name = normaliseSearch(names.of(code) ?? '')
      if (name && !codes.has(name)) codes.set(name, code)
    }
  }
  return codes
}

/**
 * The ISO 3166-1 alpha-2 code of a country given by code (two or three letters) or by its name in
 * French, English, German, Spanish, Italian, Dutch or Portuguese; `null` when it is none of these.
 */
export function normaliseCountry(text: string): string | null {
  codesByName ??= countryNames()
  return codesByName.get(normaliseSearch(text)) ?? null
}
