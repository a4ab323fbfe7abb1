import { addIcon } from '@iconify/vue'
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { PlainIcon } from './plain-icon.ts'

addIcon('lucide:test-dot', {
  body: '<g fill="none"><circle cx="12" cy="12" r="3"/></g>',
  width: 24,
  height: 24,
})

test('an icon of the collection is drawn as large as the text, in the class it is given', () => {
  const icon = mount(PlainIcon, {
    props: { name: 'i-lucide-test-dot' },
    attrs: { class: 'size-4' },
  })
  expect(icon.html({ raw: true })).toBe(
    '<svg width="1em" height="1em" viewBox="0 0 24 24" class="size-4">' +
      '<g fill="none"><circle cx="12" cy="12" r="3"></circle></g></svg>',
  )
  expect(icon.find('circle').element.namespaceURI).toBe('http://www.w3.org/2000/svg')
})

test('an icon that is not there leaves its room free, and another name draws another one', async () => {
  const icon = mount(PlainIcon, { props: { name: 'i-lucide-unknown' } })
  expect(icon.findAll('svg *')).toHaveLength(0)
  await icon.setProps({ name: 'i-lucide-test-dot' })
  expect(icon.findAll('circle')).toHaveLength(1)
})
