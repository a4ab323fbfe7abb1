/** What a column of a file of monthly sales may be, in the order of the mapping screen. */
export const salesFields = [
  {
    key: 'customerCode',
    titles: [
      ...['Code client', 'Numéro client', 'N° client', 'Code tiers', 'Compte tiers'],
      ...['Code', 'Customer code', 'Customer ID', 'Customer number', 'Account number'],
    ],
  },
  {
    key: 'customerName',
    titles: [
      ...['Nom client', 'Nom du client', 'Client', 'Raison sociale', 'Société', 'Nom'],
      ...['Customer name', 'Customer', 'Company', 'Account name', 'Name'],
    ],
  },
  { key: 'month', titles: ['Mois', 'Période', 'Date', 'Month', 'Period'] },
  {
    key: 'amount',
    titles: [
      ...['Montant', 'Montant HT', 'CA', 'CA HT', 'Chiffre d’affaires', 'Ventes', 'Total HT'],
      ...['Amount', 'Sales', 'Revenue', 'Turnover', 'Net amount', 'Total'],
    ],
  },
  { key: 'currency', titles: ['Devise', 'Monnaie', 'Currency'] },
  {
    key: 'orders',
    titles: ['Commandes', 'Nombre de commandes', 'Nb commandes', 'Orders', 'Order count'],
  },
  /** The amount of the month that the column's title names; there may be several. */
  { key: 'amountOfTitle', titles: [] },
] as const satisfies readonly { key: string; titles: readonly string[] }[]

export type SalesFieldKey = (typeof salesFields)[number]['key']
export const salesFieldKeys: readonly SalesFieldKey[] = salesFields.map(({ key }) => key)
/** Column index → field, or `null` for not imported. */
export type SalesMapping = readonly (SalesFieldKey | null)[]
