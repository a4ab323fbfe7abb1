import {
  type Contact,
  type ContactFields,
  contactFields,
} from '../../../core/contract/customers.ts'

export const contactTextFields = ['name', 'role', 'phone', 'mobile', 'email'] as const
export type ContactTextField = (typeof contactTextFields)[number]

/** What the controls hold; empty stands for none. */
interface ContactForm extends Record<ContactTextField, string> {
  preferred: boolean
}

/** @param contact to edit; without it a form for a new one */
export function contactFormOf(contact?: Contact): ContactForm {
  const texts = Object.fromEntries(
    contactTextFields.map((field) => [field, contact?.[field] ?? '']),
  ) as Record<ContactTextField, string>
  return { ...texts, preferred: contact?.preferred ?? false }
}

export function contactFieldsOf(form: ContactForm): ContactFields {
  const text = (field: ContactTextField) => form[field].trim() || null
  return {
    name: form.name.trim(),
    role: text('role'),
    phone: text('phone'),
    mobile: text('mobile'),
    email: text('email'),
    preferred: form.preferred,
  }
}

/** Fields that the contract refuses: an empty name is `required`, anything else is too long. */
export function contactProblemsOf(
  form: ContactForm,
): Partial<Record<ContactTextField, 'required' | 'tooLong'>> {
  const issues = contactFields.safeParse(contactFieldsOf(form)).error?.issues ?? []
  return Object.fromEntries(
    issues.map(({ path, code }) => [
      String(path[0]),
      code === 'too_small' ? 'required' : 'tooLong',
    ]),
  )
}

export function isContactForm(value: unknown): value is ContactForm {
  if (typeof value !== 'object' || value === null) return false
  const form = value as Record<string, unknown>
  return (
    contactTextFields.every((field) => typeof form[field] === 'string') &&
    typeof form['preferred'] === 'boolean'
  )
}
