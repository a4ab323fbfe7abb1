import type { Locale } from '../../core/contract/scalars.ts'
import type { RowProblemCode } from '../../core/imports/row-problem.ts'
import type { RefusedRowsWording } from './read/write-refused-rows.ts'

/** Sentences of the file with the refused rows, which leaves the app and so carries its own words. */
const sentences: Record<Locale, Record<RowProblemCode, string>> = {
  fr: {
    quote_malformed: 'Guillemets mal placés.',
    too_many_cells: 'La ligne a plus de cellules que le fichier n’a de colonnes.',
    too_few_cells: 'La ligne a moins de cellules que le fichier n’a de colonnes.',
    missing_name: 'Le nom manque.',
    name_too_long: 'Le nom dépasse 200 caractères.',
    email_invalid: 'L’adresse de courriel n’est pas valable.',
    coordinates_invalid: 'Les coordonnées ne sont pas valables.',
    country_unknown: 'Le pays est inconnu.',
    frequency_invalid: 'La fréquence de visite n’est pas un nombre de jours.',
    value_truncated: 'La valeur a été raccourcie.',
    value_not_understood: 'La valeur n’a pas été comprise.',
    duplicate_external_id: 'Une ligne précédente a le même identifiant.',
    parent_unknown: 'Le client principal est inconnu.',
    parent_cycle: 'Le client est, par ses succursales, sa propre succursale.',
    sales_no_customer: 'Le client manque.',
    customer_unknown: 'Ce client est inconnu.',
    customer_ambiguous: 'Plusieurs clients portent ce nom ; indiquez le code client.',
    month_serial: 'Le mois est un numéro de tableur ; mettez la colonne au format date.',
    month_not_understood: 'Le mois n’a pas été compris.',
    amount_not_understood: 'Le montant n’a pas été compris.',
    other_currency: 'La ligne est dans une autre devise.',
    duplicate_month: 'Une ligne précédente donne le même mois ; celle-ci la remplace.',
  },
  en: {
    quote_malformed: 'Misplaced quotation marks.',
    too_many_cells: 'The row has more cells than the file has columns.',
    too_few_cells: 'The row has fewer cells than the file has columns.',
    missing_name: 'The name is missing.',
    name_too_long: 'The name is longer than 200 characters.',
    email_invalid: 'The e-mail address is not valid.',
    coordinates_invalid: 'The coordinates are not valid.',
    country_unknown: 'The country is unknown.',
    frequency_invalid: 'The visit frequency is not a number of days.',
    value_truncated: 'The value was shortened.',
    value_not_understood: 'The value was not understood.',
    duplicate_external_id: 'An earlier row has the same identifier.',
    parent_unknown: 'The main customer is unknown.',
    parent_cycle: 'Through its branches, the customer is a branch of itself.',
    sales_no_customer: 'The customer is missing.',
    customer_unknown: 'This customer is unknown.',
    customer_ambiguous: 'Several customers have this name; give the customer code.',
    month_serial: 'The month is a spreadsheet’s number; format the column as a date.',
    month_not_understood: 'The month was not understood.',
    amount_not_understood: 'The amount was not understood.',
    other_currency: 'The row is in another currency.',
    duplicate_month: 'An earlier row gives the same month; this one replaces it.',
  },
}

const titles: Record<Locale, { line: string; reason: string }> = {
  fr: { line: 'Ligne', reason: 'Raison' },
  en: { line: 'Line', reason: 'Reason' },
}

export function refusedRowsWording(locale: Locale): RefusedRowsWording {
  return { ...titles[locale], describe: ({ code }) => sentences[locale][code] }
}
