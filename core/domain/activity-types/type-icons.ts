/** The icons an activity type may carry: from the Lucide set, bundled with the application. */
export const typeIcons = [
  'i-lucide-map-pin',
  'i-lucide-calendar-clock',
  'i-lucide-phone-incoming',
  'i-lucide-phone-outgoing',
  'i-lucide-users',
  'i-lucide-phone',
  'i-lucide-mail',
  'i-lucide-message-square',
  'i-lucide-video',
  'i-lucide-presentation',
  'i-lucide-handshake',
  'i-lucide-store',
  'i-lucide-building-2',
  'i-lucide-warehouse',
  'i-lucide-factory',
  'i-lucide-truck',
  'i-lucide-package',
  'i-lucide-package-search',
  'i-lucide-shopping-cart',
  'i-lucide-receipt-euro',
  'i-lucide-file-text',
  'i-lucide-file-signature',
  'i-lucide-clipboard-check',
  'i-lucide-clipboard-list',
  'i-lucide-wrench',
  'i-lucide-car',
  'i-lucide-graduation-cap',
  'i-lucide-coffee',
  'i-lucide-utensils',
  'i-lucide-gift',
  'i-lucide-megaphone',
  'i-lucide-target',
  'i-lucide-trending-up',
  'i-lucide-search-check',
  'i-lucide-shield-check',
  'i-lucide-triangle-alert',
  'i-lucide-star',
  'i-lucide-flag',
  'i-lucide-bell',
  'i-lucide-circle-dot',
] as const

export type TypeIconName = (typeof typeIcons)[number]

/** For types whose icon is unknown to this version. */
export const defaultTypeIcon: TypeIconName = 'i-lucide-circle-dot'

export function isTypeIcon(value: unknown): value is TypeIconName {
  return (typeIcons as readonly unknown[]).includes(value)
}
