/**
 * What people of the field say for what lists of answers are made of. The first pattern is looked for
 * in the name of an option, the second in a reply; both are folded.
 */
export const thesaurus: readonly (readonly [name: RegExp, said: RegExp])[] = [
  [
    /\babsent|\baway\b|not there|\bferme\b|\bclosed\b/,
    /(?:n'etait|etait|est|n'est|y avait|avait) (?:pas (?:la|present|dispo\w*)|personne)|\bpersonne\b|\brideau\b|porte (?:close|fermee)|\bferme\b|\babsente?\b|en (?:conge|vacances)|was ?n'?t (?:there|in|around|available)|(?:was|were|is) (?:out|away|closed|not there|not in|off)|\bnobody\b|\bno ?one\b|\bno show\b|missed (?:him|her|them)|\bshut\b|on (?:leave|holiday|vacation)/,
  ],
  [
    /\brefus|\bdeclin|\brejet|\brejected|not interested|pas interesse|\bperdu|\blost\b/,
    /\brefus\w*|(?:dit|c'est|etait) (?:un )?non\b|(?:ne )?(?:veut|voulait|veulent) (?:pas|plus)\b|pas interesse|ca (?:ne )?l'interesse pas|\bdeclin\w*|\brejet\w*|envoye (?:balader|promener|paitre)|turned (?:us|me|it|him|her) down|turned down|said no\b|not interested|\bpassed on\b|(?:does|did|do)n'?t want|no thanks|\blost it\b/,
  ],
  [
    /\brelanc|\brappel|\brecontact|follow|call ?back|\bsuivi/,
    /\brappel(?:er|le|lerai|ons)\b|\brelanc\w*|\brecontact\w*|reven(?:ir|ez) vers|\brepass(?:er|erai|e)\b|rest\w* en contact|(?:call|ring|phone|get back to|chase|check back with|try) (?:him|her|them|again|back)|call(?:ing)? back|\bfollow\w*[- ]?up|\bchas(?:e|ing)\b|come back to|touch base|try again/,
  ],
  [
    /\bcommande|\border\b|\bvente\b|\bsale\b|\bsigne|\bwon\b|gagne/,
    /\bcommand(?:e|er|ent|es)\b|passe commande|(?:il|elle|ils) (?:a|ont|en) (?:pris|achete|prend)|\bachete\b|\bsigne\w*|bon de commande|\border(?:ed|s|ing)?\b|plac\w* an order|\bbought\b|\bpurchas\w*|\bbuying\b|\bsigned\b|\bsold\b/,
  ],
  [
    /\bdevis|\bquot|\bchiffrage|\bestimat|offre de prix|\boffre\b/,
    /\bdevis\b|\bchiffr(?:age|er|e)\b|\bcotation\b|(?:proposition|offre)(?: de prix| commerciale| ecrite)?\b|\bquot(?:e|es|ation|ed)\b|\bestimates?\b|price (?:list|offer)|written offer/,
  ],
  [
    /\bprix\b|\btarif|\bprice|\bpricing|\bcout/,
    /\btarifs?\b|\bprix\b|\bcher(?:s|e|es)?\b|\bcouts?\b|\bremises?\b|\bpric(?:e|es|ing)\b|\bcosts?\b|\bexpensive\b|\bdiscounts?\b/,
  ],
  [
    /\blivraison|\bdelivery|\blogisti|\bshipping|\btransport/,
    /\blivr(?:e|er|es|aison|aisons)\b|\btransport\w*|\bdelais?\b|\bcolis\b|\bcamion\b|\bdeliver\w*|\bshipp\w*|\blogisti\w*|\bcourier\b|\bdispatch\w*/,
  ],
  [/\bqualit/, /\bqualit\w*|\bdefauts?\b|\bdefectueu\w*|\bmalfacon\w*|\bdefect\w*|\bfaulty\b/],
  [
    /\bconcurren|\bcompetit/,
    /\bconcurr\w*|\bcompetit\w*|\brivals?\b|autre fournisseur|other supplier/,
  ],
  [
    /\bformation|\btraining/,
    /\bform(?:er|ation|ations|e)\b|\bapprendre\b|\btrain(?:ing|ed|s)?\b|\bcourse\b|\bworkshop\b/,
  ],
  [
    /\bfactur|\binvoic|\bpaiement|\bpayment|\bbilling/,
    /\bfactur\w*|\bpaie\w*|\bregle(?:r|ment)\b|\bavoirs?\b|\binvoic\w*|\bbilling\b|\bpay(?:ment|ments|ing)?\b|\bcredit notes?\b/,
  ],
  [
    /\bgarantie|\bwarrant|\bsav\b|after[- ]sales/,
    /\bgaranties?\b|\bsav\b|\bwarrant\w*|after[- ]sales/,
  ],
  [/\bretour|\breturn/, /\bretourn\w*|\bretours?\b|\breturn\w*|sent back|renvoy\w*/],
  [
    /\brupture|out of stock|\bstock\b|\bavailab/,
    /\brupture\w*|\bstocks?\b|\bpenurie\b|\bshortage\w*|out of stock|\bavailab\w*/,
  ],
  [
    /\breport|\bpostpon|\breschedul|\bdecal/,
    /\breport(?:e|ee|er)\b|\bdecal\w*|remis a plus tard|\bpostpon\w*|\breschedul\w*|put off|moved (?:it )?to/,
  ],
  [
    /\bused\b|\boccasion\b/,
    /second[- ]hand|\bused\b|pre[- ]?owned|d'occasion|deuxieme main|seconde main/,
  ],
  [/\bannul|\bcancel/, /\bannul\w*|\bcancel\w*|called (?:it )?off/],
  [
    /en attente|\bpending|on hold|\bwaiting/,
    /en attente|\battend\w*|\bpending\b|on hold|\bwait\w*|not yet decided/,
  ],
  [
    /\burgent|\bhaute?\b|\bhigh\b/,
    /\burgen\w*|\bvite\b|au plus tot|\basap\b|right away|\bprioritaire\b|\bhigh\b/,
  ],
]
