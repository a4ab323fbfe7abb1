import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { createFakeBackend } from '../../../testing/fake-backend.ts'
import { officeStreams } from '../../../testing/fake-office.ts'
import { mountInApp } from '../../../testing/mount-in-app.ts'
import SignatureAnswer from './SignatureAnswer.vue'
import { clearSheet, drawName, pictureOf, signatureSize } from './signature-picture.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

function sheetOf(page: Document | HTMLElement): HTMLCanvasElement {
  return page.querySelector('canvas')!
}
const inkOn = (canvas: HTMLCanvasElement): number => {
  const { data } = canvas
    .getContext('2d')!
    .getImageData(0, 0, signatureSize.width, signatureSize.height)
  return data.filter((value, index) => index % 4 === 0 && value < 128).length
}

/** A sheet with a name on it, as it was stored. */
async function signed(): Promise<{ content: Uint8Array; ink: number }> {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, signatureSize)
  const context = canvas.getContext('2d')!
  clearSheet(context)
  drawName(context, 'Anne Le Goff')
  return { content: await pictureOf(canvas), ink: inkOn(canvas) }
}

test('ACT-20 the signature of a draft that is taken up again is on its sheet', async () => {
  const { content, ink } = await signed()
  const file = { hash: 'a'.repeat(64), name: 'Signature.png', mime: 'image/png', sizeBytes: 10 }
  const backend = createFakeBackend({
    streams: officeStreams(),
    calls: { 'attachments.stagedContent': () => ({ content }) },
  })
  mounted.push(
    mountInApp(SignatureAnswer, {
      backend: backend.client,
      props: {
        field: { id: 's', key: 's', type: 'signature', label: { fr: 'Signature' } },
        ...{ label: 'Signature', controlId: 's', modelValue: [file], invalid: false },
        ...{ disabled: false, describedby: undefined, options: [] },
      },
    }),
  )
  expect(ink).toBeGreaterThan(0)
  await vi.waitFor(() => expect(inkOn(sheetOf(document))).toBe(ink))
  expect(backend.inputs('attachments.stagedContent')).toEqual([{ hash: file.hash }])
})
