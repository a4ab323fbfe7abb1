import {
  type Customer,
  type CustomerFields,
  customerFields,
  type GeoPoint,
} from '../../../core/contract/customers.ts'

/** Fields that are one line of text in the form; empty stands for none. */
const textFields = [
  'name',
  'code',
  'legalName',
  'vatNumber',
  'siret',
  'segment',
  'email',
  'phone',
  'addressLine1',
  'addressLine2',
  'postcode',
  'city',
  'region',
] as const satisfies readonly (keyof CustomerFields)[]
export type TextField = (typeof textFields)[number]

export type FormSection = 'identity' | 'reach' | 'address' | 'location' | 'followUp'

/** What the controls of the form hold, as JSON: also what a draft keeps. */
export interface CustomerForm extends Record<TextField, string> {
  country: string | null
  tz: string | null
  visitFrequencyDays: number | null
  gpsRadiusM: number | null
  isProspect: boolean
  categories: string[]
  salespersonIds: string[]
  /** As typed; what it means is `readCoordinates`' affair. */
  coordinates: string
  quality: GeoPoint['quality']
}

/** Why a field cannot be saved: `customers.form.problems.<…>`. */
export type FieldProblem = 'required' | 'tooLong' | 'tooMany' | 'invalid'
export type FieldProblems = Partial<Record<keyof CustomerFields, FieldProblem>>

const texts = (value: (field: TextField) => string): Record<TextField, string> =>
  Object.fromEntries(textFields.map((field) => [field, value(field)])) as Record<TextField, string>

/** A form for a new customer. @param country ISO code that most customers of the organisation have */
export function emptyForm(name: string, country: string | null): CustomerForm {
  return {
    ...texts((field) => (field === 'name' ? name : '')),
    country,
    tz: null,
    visitFrequencyDays: null,
    gpsRadiusM: null,
    isProspect: false,
    categories: [],
    salespersonIds: [],
    coordinates: '',
    quality: 'unknown',
  }
}

export function formOf(customer: Customer): CustomerForm {
  return {
    ...texts((field) => customer[field] ?? ''),
    country: customer.country,
    tz: customer.tz,
    visitFrequencyDays: customer.visitFrequencyDays,
    gpsRadiusM: customer.gpsRadiusM,
    isProspect: customer.isProspect,
    categories: [...customer.categories],
    salespersonIds: [...customer.salespersonIds],
    coordinates: customer.location ? `${customer.location.lat}, ${customer.location.lon}` : '',
    quality: customer.location?.quality ?? 'unknown',
  }
}

export function fieldsOf(form: CustomerForm): CustomerFields {
  const { name, ...optional } = texts((field) => form[field].trim())
  return {
    name,
    ...(Object.fromEntries(
      Object.entries(optional).map(([field, text]) => [field, text === '' ? null : text]),
    ) as Record<Exclude<TextField, 'name'>, string | null>),
    country: form.country,
    tz: form.tz,
    visitFrequencyDays: form.visitFrequencyDays,
    gpsRadiusM: form.gpsRadiusM,
    isProspect: form.isProspect,
    categories: [...form.categories],
    salespersonIds: [...form.salespersonIds],
  }
}

/** The fields in which `form` differs from `customer`. */
export function patchOf(customer: Customer, form: CustomerForm): Partial<CustomerFields> {
  const before = fieldsOf(formOf(customer))
  return Object.fromEntries(
    Object.entries(fieldsOf(form)).filter(
      ([field, value]) =>
        JSON.stringify(value) !== JSON.stringify(before[field as keyof CustomerFields]),
    ),
  )
}

const addressFields = ['addressLine1', 'addressLine2', 'postcode', 'city', 'country'] as const

/** Whether a customer gets another address and keeps the coordinates of the one before (CUS-06). */
export function leavesCoordinates(customer: Customer, form: CustomerForm): boolean {
  const before = formOf(customer)
  const moves = addressFields.some((field) => (form[field] ?? '').trim() !== (before[field] ?? ''))
  return customer.location !== null && moves && form.coordinates.trim() === before.coordinates
}

/** The contract's own limits, in the form's words. */
export function problemsOf(form: CustomerForm): FieldProblems {
  const problems: FieldProblems = {}
  for (const { code, path, ...issue } of customerFields.safeParse(fieldsOf(form)).error?.issues ??
    []) {
    const field = path[0] as keyof CustomerFields
    if (code === 'too_small' && field === 'name') problems[field] = 'required'
    else if (code === 'too_big' && 'origin' in issue && issue.origin === 'string')
      problems[field] = 'tooLong'
    else if (code === 'too_big' && 'origin' in issue && issue.origin === 'array')
      problems[field] = 'tooMany'
    else problems[field] = 'invalid'
  }
  return problems
}

const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Worth a word, but no reason to refuse: an address that a mail program will not accept. */
export function isOddEmail(text: string): boolean {
  return text.trim() !== '' && !looksLikeEmail.test(text.trim())
}

/** Whether a draft of an older form, or from elsewhere, can be shown in this one. */
export function isCustomerForm(value: unknown): value is CustomerForm {
  if (typeof value !== 'object' || value === null) return false
  const form = value as Record<string, unknown>
  return (
    textFields.every((field) => typeof form[field] === 'string') &&
    [form['country'], form['tz']].every((code) => code === null || typeof code === 'string') &&
    typeof form['coordinates'] === 'string' &&
    typeof form['quality'] === 'string' &&
    [form['visitFrequencyDays'], form['gpsRadiusM']].every(
      (number) => number === null || typeof number === 'number',
    ) &&
    typeof form['isProspect'] === 'boolean' &&
    [form['categories'], form['salespersonIds']].every(
      (list) => Array.isArray(list) && list.every((entry) => typeof entry === 'string'),
    )
  )
}
