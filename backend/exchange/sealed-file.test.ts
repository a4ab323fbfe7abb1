import { expect, test } from 'vitest'
import { seal, unseal } from './sealed-file.ts'

const content = new Uint8Array([1, 2, 3, 4])

test('SYN-13 a sealed file opens with its passphrase, however its accents are typed', async () => {
  const file = await seal(content, 'pièces détachées'.normalize('NFD'))
  expect(new Uint8Array(await unseal(file, 'pièces détachées'.normalize('NFC')))).toEqual(content)
  expect(Buffer.from(file).includes(Buffer.from(content))).toBe(false)
})

test('SYN-13 two files of the same content have nothing in common but their beginning', async () => {
  const [one, other] = [await seal(content, 'passphrase'), await seal(content, 'passphrase')]
  expect(Buffer.from(one.subarray(0, 6)).toString()).toBe('WPEX1\n')
  expect(one.subarray(6, 22)).not.toEqual(other.subarray(6, 22))
  expect(one.subarray(34)).not.toEqual(other.subarray(34))
})

test('SYN-13 another passphrase and a changed byte anywhere are refused', async () => {
  const file = await seal(content, 'passphrase')
  await expect(unseal(file, 'Passphrase')).rejects.toMatchObject({ code: 'E-XCH-PASSPHRASE' })
  for (const at of [6, 22, 34, file.length - 1]) {
    const changed = new Uint8Array(file)
    changed[at]! ^= 1
    await expect(unseal(changed, 'passphrase')).rejects.toMatchObject({ code: 'E-XCH-PASSPHRASE' })
  }
})

test.each([
  ['nothing', 0],
  ['the beginning of a file', 40],
])('SYN-13 %s is refused as no file of changes', async (_, length) => {
  const file = await seal(content, 'passphrase')
  await expect(unseal(file.subarray(0, length), 'passphrase')).rejects.toMatchObject({
    code: 'E-XCH-FILE',
  })
})

test('SYN-13 another kind of file is refused as such', async () => {
  const other = new TextEncoder().encode('%PDF-1.7'.padEnd(200, ' '))
  await expect(unseal(other, 'passphrase')).rejects.toMatchObject({ code: 'E-XCH-FILE' })
})
