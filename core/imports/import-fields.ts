/** One target of a column. The lists hold column titles as people write them. */
interface ImportField {
  readonly key: string
  /** Fields of `contact` describe one person at the customer of the same row. */
  readonly of: 'customer' | 'contact'
  /** Titles that mean this field and no other. */
  readonly fr: readonly string[]
  readonly en: readonly string[]
  /** Titles that mean this field only when no better column is left for it. */
  readonly vague?: readonly string[]
}

/**
 * The fields a row of a customer file may fill, in the order in which the mapping screen lists them.
 * Where several titles stand in one list, the earlier one wins the field.
 */
export const importFields = [
  {
    key: 'externalId',
    of: 'customer',
    fr: [
      ...['Code client', 'Numéro client', 'N° client', 'Nº client', 'No client', 'Num client'],
      ...['Identifiant client', 'Référence client', 'Id client', 'Code tiers', 'Compte tiers'],
      ...['Code externe', 'Identifiant externe', 'Numéro de compte', 'Code compte'],
    ],
    en: [
      ...['External ID', 'Customer code', 'Customer ID', 'Customer number', 'Customer no'],
      ...['Account number', 'Account code', 'Account ID', 'Client ID', 'Company ID', 'Record ID'],
    ],
    vague: ['Code', 'Identifiant', 'ID', 'Référence', 'Reference', 'Réf', 'Numéro', 'Matricule'],
  },
  {
    key: 'name',
    of: 'customer',
    fr: [
      ...['Nom client', 'Nom du client', 'Client', 'Enseigne', 'Nom commercial', 'Nom société'],
      ...['Société', 'Nom entreprise', 'Entreprise', 'Dénomination', 'Nom établissement'],
      ...['Établissement', 'Nom du compte', 'Compte', 'Nom du magasin', 'Magasin', 'Intitulé'],
    ],
    en: [
      ...['Customer name', 'Customer', 'Company name', 'Company', 'Account name', 'Trade name'],
      ...['Shop name', 'Store name', 'Business name', 'Organization name', 'Organization'],
      ...['Organisation name', 'Organisation'],
    ],
    vague: ['Nom', 'Name', 'Libellé'],
  },
  {
    key: 'legalName',
    of: 'customer',
    fr: ['Raison sociale', 'Dénomination sociale', 'Nom légal'],
    en: ['Legal name', 'Registered name', 'Corporate name'],
  },
  {
    key: 'parentExternalId',
    of: 'customer',
    fr: [
      ...['Code client principal', 'Code parent', 'Code client parent', 'Code société mère'],
      ...['Code maison mère', 'Code siège', 'ID parent', 'Identifiant parent'],
      ...['Code rattachement', 'Rattachement'],
    ],
    en: [
      ...['Parent code', 'Parent ID', 'Parent external ID', 'Parent customer code'],
      ...['Parent customer ID', 'Parent account ID', 'Parent company ID', 'Head office code'],
    ],
  },
  {
    key: 'parentName',
    of: 'customer',
    fr: [
      ...['Client principal', 'Client parent', 'Société mère', 'Maison mère', 'Compte parent'],
      ...['Entreprise parente', 'Succursale de', 'Agence de', 'Siège'],
    ],
    en: [
      ...['Parent company', 'Parent customer', 'Parent account', 'Parent organization'],
      ...['Parent name', 'Branch of', 'Head office', 'Headquarters'],
    ],
    vague: ['Parent'],
  },
  {
    key: 'isBranch',
    of: 'customer',
    fr: ['Succursale', 'Est une succursale', 'Type de site', "Type d'établissement"],
    en: ['Branch', 'Is branch', 'Site type', 'Location type'],
  },
  {
    key: 'isProspect',
    of: 'customer',
    fr: ['Prospect', 'Est un prospect', 'Client ou prospect', 'Client/prospect'],
    en: ['Is prospect', 'Customer or prospect'],
  },
  {
    key: 'vatNumber',
    of: 'customer',
    fr: [
      ...['TVA intracommunautaire', 'N° TVA intracommunautaire', 'N° TVA', 'Numéro TVA', 'TVA'],
      ...['Numéro de TVA intracommunautaire', 'Code TVA'],
    ],
    en: ['VAT number', 'VAT no', 'VAT ID', 'VAT', 'Tax ID', 'Tax number'],
  },
  {
    key: 'siret',
    of: 'customer',
    fr: ['SIRET', 'N° SIRET', 'Numéro SIRET', 'Code SIRET'],
    en: ['SIRET number', 'Company registration number'],
    vague: ['SIREN', 'N° SIREN'],
  },
  {
    key: 'email',
    of: 'customer',
    fr: [
      ...['E-mail', 'Adresse e-mail', 'Mail', 'Adresse mail', 'Courriel', 'Adresse électronique'],
      ...['E-mail client', 'E-mail société', 'Mél'],
    ],
    en: ['Email address', 'Company email', 'Customer email'],
  },
  {
    key: 'phone',
    of: 'customer',
    fr: [
      ...['Téléphone', 'Tél', 'Tel', 'Numéro de téléphone', 'N° téléphone', 'Téléphone fixe'],
      ...['Tél fixe', 'Fixe', 'Standard', 'Téléphone client', 'Téléphone société'],
    ],
    en: ['Phone', 'Phone number', 'Telephone number', 'Main phone', 'Company phone'],
  },
  {
    key: 'segment',
    of: 'customer',
    fr: ['Segment', 'Segmentation', 'Famille client', 'Typologie', 'Type de client', 'Classe'],
    en: ['Customer segment', 'Customer type', 'Customer class', 'Tier'],
    vague: ["Secteur d'activité", 'Secteur', 'Activité', 'Industry', 'Type'],
  },
  {
    key: 'categories',
    of: 'customer',
    fr: ['Catégories', 'Catégorie', 'Étiquettes', 'Étiquette', 'Mots-clés', 'Catégorie client'],
    en: ['Categories', 'Category', 'Tags', 'Labels', 'Label'],
  },
  {
    key: 'addressNumber',
    of: 'customer',
    fr: ['Numéro de voie', 'N° de voie', 'Numéro de rue', 'N° rue', 'Numéro de maison'],
    en: ['House number', 'Street number'],
  },
  {
    key: 'addressLine1',
    of: 'customer',
    fr: [
      ...['Adresse', 'Adresse 1', 'Adresse ligne 1', 'Ligne adresse 1', 'Rue', 'Nom de voie'],
      ...['Voie', 'Adresse postale', 'Adresse client', 'Adresse de facturation'],
    ],
    en: [
      ...['Address', 'Address line 1', 'Street address', 'Street', 'Street name'],
      ...['Billing street', 'Billing address', 'Mailing street'],
    ],
    vague: ['Adresse complète', 'Full address', 'Adresse de livraison', 'Shipping street'],
  },
  {
    key: 'addressLine2',
    of: 'customer',
    fr: ['Adresse 2', 'Adresse ligne 2', 'Ligne adresse 2', "Complément d'adresse", 'Complément'],
    en: ['Address line 2', 'Address 2', 'Street address 2', 'Suite'],
    vague: ['Bâtiment', 'Lieu-dit'],
  },
  {
    key: 'postcode',
    of: 'customer',
    fr: ['Code postal', 'CP', 'Code post'],
    en: ['Postcode', 'Postal code', 'ZIP code', 'ZIP', 'ZIP/Postal code'],
    vague: ['Code postal de livraison', 'Shipping postal code', 'Shipping Zip/Postal Code'],
  },
  {
    key: 'city',
    of: 'customer',
    fr: ['Ville', 'Commune', 'Nom commune', 'Localité'],
    en: ['City', 'Town', 'City/Town', 'Locality'],
    vague: ['Ville de livraison', 'Shipping city'],
  },
  {
    key: 'region',
    of: 'customer',
    fr: ['Région', 'État/Région', 'Province', 'Canton'],
    en: ['State', 'County', 'State/Region', 'State/Province'],
    vague: ['Département'],
  },
  {
    key: 'country',
    of: 'customer',
    fr: ['Pays', 'Code pays', 'Pays/Région', 'Code ISO pays'],
    en: ['Country', 'Country code', 'Country/Region', 'Country name'],
    vague: ['Pays de livraison', 'Shipping country'],
  },
  {
    key: 'latitude',
    of: 'customer',
    fr: ['Latitude', 'Latitude GPS', 'Coordonnée latitude'],
    en: ['Lat', 'GPS latitude'],
  },
  {
    key: 'longitude',
    of: 'customer',
    fr: ['Longitude', 'Longitude GPS', 'Coordonnée longitude'],
    en: ['Lon', 'Long', 'Lng', 'GPS longitude'],
  },
  {
    key: 'tz',
    of: 'customer',
    fr: ['Fuseau horaire', 'Fuseau'],
    en: ['Time zone', 'TZ'],
  },
  {
    key: 'visitFrequencyDays',
    of: 'customer',
    fr: [
      ...['Fréquence de visite', 'Fréquence visite', 'Fréquence de visite (jours)'],
      ...['Périodicité de visite', 'Visite tous les (jours)'],
    ],
    en: ['Visit frequency', 'Visit frequency (days)', 'Visit interval', 'Visit every (days)'],
    vague: ['Fréquence', 'Frequency', 'Périodicité'],
  },
  {
    key: 'salespersonName',
    of: 'customer',
    fr: [
      ...['Commercial', 'Nom du commercial', 'Représentant', 'Vendeur', 'Chargé de clientèle'],
      ...['Responsable de compte', 'Responsable commercial', 'Attaché commercial'],
      ...['Propriétaire du compte', 'Propriétaire'],
    ],
    en: [
      ...['Salesperson', 'Sales rep', 'Sales representative', 'Account manager'],
      ...['Account owner', 'Company owner', 'Owner'],
    ],
  },
  {
    key: 'salespersonEmail',
    of: 'customer',
    fr: ['E-mail du commercial', 'E-mail commercial', 'Mail commercial', 'E-mail représentant'],
    en: [
      ...['Salesperson email', 'Sales rep email', 'Account manager email', 'Account owner email'],
      ...['Owner email'],
    ],
  },
  {
    key: 'contactName',
    of: 'contact',
    fr: ['Nom du contact', 'Nom contact', 'Contact', 'Interlocuteur', 'Contact principal'],
    en: ['Contact name', 'Contact full name', 'Contact person', 'Primary contact', 'Main contact'],
    vague: ['Responsable'],
  },
  {
    key: 'contactFirstName',
    of: 'contact',
    fr: ['Prénom', 'Prénom du contact', 'Prénom contact'],
    en: ['First name', 'Contact first name', 'Given name'],
  },
  {
    key: 'contactLastName',
    of: 'contact',
    fr: ['Nom de famille', 'Nom de famille du contact'],
    en: ['Last name', 'Contact last name', 'Surname', 'Family name'],
    vague: ['Nom', 'Name'],
  },
  {
    key: 'contactRole',
    of: 'contact',
    fr: ['Fonction', 'Fonction du contact', 'Fonction contact', 'Poste', 'Rôle', 'Qualité'],
    en: ['Job title', 'Contact role', 'Contact title', 'Position'],
    vague: ['Title', 'Titre'],
  },
  {
    key: 'contactEmail',
    of: 'contact',
    fr: ['E-mail du contact', 'E-mail contact', 'Mail contact', 'Mail du contact'],
    en: ['Contact email', 'Contact email address'],
  },
  {
    key: 'contactPhone',
    of: 'contact',
    fr: [
      ...['Téléphone du contact', 'Téléphone contact', 'Tél contact', 'Ligne directe'],
      'Téléphone direct',
    ],
    en: ['Contact phone', 'Contact phone number', 'Direct phone', 'Direct line'],
  },
  {
    key: 'contactMobile',
    of: 'contact',
    fr: [
      ...['Mobile', 'Portable', 'Téléphone portable', 'Téléphone mobile', 'Tél portable', 'GSM'],
      ...['Mobile du contact', 'Portable contact', 'Portable du contact'],
    ],
    en: ['Mobile phone', 'Mobile phone number', 'Mobile number', 'Cell phone', 'Cell'],
  },
] as const satisfies readonly ImportField[]

export type ImportFieldKey = (typeof importFields)[number]['key']

/** The keys of `importFields`, for schemas and for checking a mapping that comes from outside. */
export const importFieldKeys = importFields.map(({ key }) => key)

/** What each column of a file fills; `null` for a column that is not imported. */
export type ColumnMapping = readonly (ImportFieldKey | null)[]
