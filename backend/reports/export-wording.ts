import type { Locale } from '../../core/contract/scalars.ts'

const fr = {
  customer: 'Client',
  activity: 'Activité',
  start: 'Début',
  submittedBy: 'Soumis par',
  submittedAt: 'Soumis le',
  version: 'Version du formulaire',
  revision: 'Révision',
  yes: 'Oui',
  no: 'Non',
  unknown: 'Personne inconnue',
  unreadable: 'Réponse illisible',
  fileName: 'Rapports',
  untitled: 'Formulaire',
}

/** The words of exported reports. */
export const exportWording: Readonly<Record<Locale, typeof fr>> = {
  fr,
  en: {
    customer: 'Customer',
    activity: 'Activity',
    start: 'Start',
    submittedBy: 'Submitted by',
    submittedAt: 'Submitted at',
    version: 'Version of the form',
    revision: 'Revision',
    yes: 'Yes',
    no: 'No',
    unknown: 'Unknown person',
    unreadable: 'Unreadable answer',
    fileName: 'Reports',
    untitled: 'Form',
  },
}
