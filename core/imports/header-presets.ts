import type { ImportFieldKey } from './import-fields.ts'
import { headerKey } from './header-key.ts'

export type PresetName = 'hubspot' | 'pipedrive' | 'salesforce'

interface HeaderPreset {
  /** Titles that hardly any other product writes. */
  readonly signs: readonly string[]
  /** Titles per field; where a file has several of them, the earliest wins. */
  readonly titles: Readonly<Partial<Record<ImportFieldKey, readonly string[]>>>
  /** Reduces a title to what `titles` holds. */
  readonly strip?: (title: string) => string
}

/** Companies export, in English and in French accounts. */
const hubspot: HeaderPreset = {
  signs: [
    ...['Record ID', 'Company domain name', 'Company owner', 'Lifecycle stage'],
    ...['Associated contact', 'Associated contact IDs', 'Number of associated contacts'],
    ...['Country/Region', 'State/Region', 'Parent company', 'Last modified date'],
    ...['ID de fiche d’informations', 'ID de l’enregistrement', 'ID d’enregistrement'],
    ...['Nom de domaine de l’entreprise', 'Propriétaire de l’entreprise', 'Phase du cycle de vie'],
    ...['Pays/Région', 'État/Région', 'Entreprise parente'],
  ],
  titles: {
    externalId: [
      ...['Record ID', 'Record ID - Company', 'Company ID', 'ID de fiche d’informations'],
      ...['ID de l’enregistrement', 'ID d’enregistrement'],
    ],
    name: ['Company name', 'Name', 'Nom de l’entreprise', 'Nom'],
    parentExternalId: ['Parent company ID', 'Parent company IDs', 'ID de l’entreprise parente'],
    parentName: ['Parent company', 'Entreprise parente', 'Société mère'],
    email: ['Company email', 'Email', 'E-mail de l’entreprise', 'E-mail'],
    phone: ['Phone number', 'Numéro de téléphone'],
    segment: ['Industry', 'Secteur d’activité'],
    isProspect: ['Lifecycle stage', 'Phase du cycle de vie'],
    addressLine1: ['Street address', 'Adresse postale', 'Adresse'],
    addressLine2: ['Street address 2', 'Adresse postale 2', 'Adresse 2'],
    postcode: ['Postal code', 'Code postal'],
    city: ['City', 'Ville'],
    region: ['State/Region', 'État/Région'],
    country: ['Country/Region', 'Country/Region code', 'Pays/Région'],
    tz: ['Time zone', 'Fuseau horaire'],
    salespersonName: ['Company owner', 'Propriétaire de l’entreprise'],
  },
}

/** Organisations, alone or beside their people and deals; the prefix is missing in list exports. */
const pipedrive: HeaderPreset = {
  signs: [
    ...['Organization - Name', 'Organization - ID', 'Organization - Address'],
    ...['Organization - Owner', 'Organization - Label', 'Person - Name', 'Deal - Title'],
    ...['Organisation - Nom', 'Organisation - ID', 'Organisation - Adresse'],
    ...['Organisation - Propriétaire', 'Organisation - Étiquette', 'Personne - Nom'],
    ...['Affaire - Titre', 'Open deals', 'Closed deals', 'Won deals', 'Lost deals'],
    ...['Next activity date', 'Affaires en cours', 'Affaires gagnées', 'Affaires perdues'],
    ...['Date de la prochaine activité', 'Full/combined address of Address'],
    ...['ZIP/Postal code of Address', 'City/town/village/locality of Address'],
  ],
  strip: (title) =>
    title
      .replace(/^organi[sz]ation\s*[-–]\s*/i, '')
      .replace(/^(?:address|adresse)\s*[-–]\s*/i, '')
      .replace(/\s+(?:of address|de l['’]adresse|de adresse)$/i, ''),
  titles: {
    externalId: ['ID', 'Pipedrive system ID'],
    name: ['Name', 'Nom', 'Person - Organization', 'Personne - Organisation'],
    email: ['Email', 'E-mail'],
    phone: ['Phone', 'Téléphone'],
    categories: ['Label', 'Labels', 'Étiquette', 'Étiquettes'],
    addressNumber: ['House number', 'Numéro de maison'],
    // The combined address holds postcode and city again: only without a street of its own.
    addressLine1: [
      ...['Street/road name', 'Nom de rue/route', 'Address', 'Adresse'],
      ...['Full/combined address', 'Adresse complète/combinée'],
    ],
    addressLine2: ['Apartment/suite no', 'Numéro d’appartement/de suite'],
    postcode: ['ZIP/Postal code', 'Code postal'],
    city: ['City/town/village/locality', 'Ville/agglomération/village/localité'],
    region: ['State/county', 'Region', 'Région'],
    country: ['Country', 'Pays'],
    latitude: ['Latitude'],
    longitude: ['Longitude'],
    salespersonName: ['Owner', 'Propriétaire'],
    contactName: ['Person - Name', 'Personne - Nom'],
    contactRole: ['Person - Job title', 'Personne - Intitulé du poste'],
    contactEmail: ['Person - Email', 'Person - Email - Work', 'Personne - E-mail'],
    contactPhone: ['Person - Phone', 'Person - Phone - Work', 'Personne - Téléphone'],
    contactMobile: ['Person - Phone - Mobile', 'Personne - Téléphone - Mobile'],
  },
}

/** Account reports (labels) and data exports (API names such as `BillingStreet`). */
const salesforce: HeaderPreset = {
  signs: [
    ...['Account ID', 'Account owner', 'Account site', 'Parent account', 'Parent account ID'],
    ...['Billing street', 'Billing city', 'Billing state/province', 'Billing zip/postal code'],
    ...['Billing country', 'BillingPostalCode', 'BillingState', 'BillingLatitude', 'ParentId'],
    ...['OwnerId', 'IsDeleted', 'AccountSource', 'AccountNumber', 'SystemModstamp'],
    ...['ID du compte', 'Propriétaire du compte', 'Compte parent', 'Rue de facturation'],
    ...['Ville de facturation', 'Code postal de facturation', 'Pays de facturation'],
    'État/Province de facturation',
  ],
  titles: {
    // Parents are named by record id, so the account number comes second.
    externalId: [
      ...['Account ID', 'ID', 'ID du compte', 'ID de compte', 'Account number'],
      'Numéro de compte',
    ],
    name: ['Account name', 'Name', 'Nom du compte', 'Nom'],
    parentExternalId: ['Parent account ID', 'ParentId', 'ID du compte parent'],
    parentName: ['Parent account', 'Parent account name', 'Compte parent'],
    phone: ['Phone', 'Account phone', 'Téléphone'],
    segment: ['Industry', 'Secteur d’activité'],
    isProspect: ['Type', 'Account type', 'Type de compte'],
    addressLine1: ['Billing street', 'Billing address line 1', 'Rue de facturation'],
    addressLine2: ['Billing address line 2'],
    postcode: ['Billing zip/postal code', 'BillingPostalCode', 'Code postal de facturation'],
    city: ['Billing city', 'Ville de facturation'],
    region: ['Billing state/province', 'BillingState', 'État/Province de facturation'],
    country: ['BillingCountryCode', 'Billing country', 'Pays de facturation'],
    latitude: ['Billing latitude'],
    longitude: ['Billing longitude'],
    salespersonName: ['Account owner', 'Propriétaire du compte', 'Owner.Name'],
    salespersonEmail: ['Account owner email', 'Owner.Email'],
  },
}

export const headerPresets: Readonly<Record<PresetName, HeaderPreset>> = {
  hubspot,
  salesforce,
  pipedrive,
}

const signKeys = Object.entries(headerPresets).map(
  ([name, { signs }]) => [name as PresetName, new Set(signs.map(headerKey))] as const,
)

/** Fewer could be chance: any file may have a column `Account ID`. */
const fewestSigns = 2
const certainSigns = 4

/**
 * Says which product wrote a file, by the titles that hardly any other product uses.
 * `score` runs from 0 (no sign) to 1 (four signs or more); below two signs the answer is `none`.
 */
export function detectPreset(headers: readonly string[]): {
  preset: PresetName | 'none'
  score: number
} {
  const keys = new Set(headers.map(headerKey))
  let preset: PresetName | 'none' = 'none'
  let best = 0
  for (const [name, signs] of signKeys) {
    const found = [...keys].filter((key) => signs.has(key)).length
    if (found <= best) continue
    best = found
    preset = name
  }
  return {
    preset: best < fewestSigns ? 'none' : preset,
    score: Math.min(1, best / certainSigns),
  }
}
