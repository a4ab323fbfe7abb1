import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileAccess } from './file-access.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-access-'))
})
afterEach(() => rm(folder, { recursive: true }))

const bytes = new TextEncoder().encode('bonjour')

function start(target?: string, complaint = '') {
  const suggested: string[] = []
  const opened: string[] = []
  const files = createFileAccess({
    tempDir: folder,
    chooseTarget: (name) => {
      suggested.push(name)
      return Promise.resolve(target)
    },
    openPath: (path) => {
      opened.push(path)
      return Promise.resolve(complaint)
    },
  })
  return { files, suggested, opened }
}

describe('saving', () => {
  test('ATT-02 writes where the person chose', async () => {
    const target = join(folder, 'chosen.pdf')
    const { files, suggested } = start(target)
    expect(await files.save('../../facture:1.pdf', bytes)).toBe(true)
    expect(suggested).toEqual(['facture1.pdf'])
    expect(await readFile(target, 'utf8')).toBe('bonjour')
  })

  test('writes nothing when the dialog is closed', async () => {
    const { files } = start()
    expect(await files.save('facture.pdf', bytes)).toBe(false)
  })

  test('ATT-03 does not become an executable by the chosen name', async () => {
    const target = join(folder, 'facture.bat')
    await writeFile(target, 'as before')
    await expect(start(target).files.save('facture.pdf', bytes)).rejects.toMatchObject({
      code: 'E-ATT-TYPE',
    })
    expect(await readFile(target, 'utf8')).toBe('as before')
  })
})

describe('opening', () => {
  test('ATT-02 hands over a read-only copy in a folder of this user alone', async () => {
    const { files, opened } = start()
    expect(await files.open('../facture.pdf', bytes)).toBe(true)
    expect(opened.map((path) => basename(path))).toEqual(['facture.pdf'])
    const [path] = opened as [string]
    expect(path.startsWith(join(folder, 'wiseparts-'))).toBe(true)
    expect(await readFile(path, 'utf8')).toBe('bonjour')
    expect((await stat(path)).mode & 0o777).toBe(0o400)
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
  })

  test('the same name twice gives two copies, and clearing removes them', async () => {
    const { files, opened } = start()
    await files.open('a.txt', bytes)
    await files.open('a.txt', new Uint8Array([1]))
    expect(new Set(opened).size).toBe(2)
    await files.clear()
    await expect(stat(opened[0]!)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('says when the system has no program for it', async () => {
    expect(await start(undefined, 'no application').files.open('a.xyz', bytes)).toBe(false)
  })

  test.each([
    ['setup.exe', bytes],
    ['facture.pdf.exe', bytes],
    ['facture\u202Efdp.exe', bytes],
    ['setup.exe.', bytes],
    ['facture.pdf', new Uint8Array([0x4d, 0x5a, 0x90])],
    ['notes', new TextEncoder().encode('#!/bin/sh\nrm -rf ~')],
  ])('ATT-03 %s is not opened', async (name, content) => {
    const { files, opened } = start()
    await expect(files.open(name, content)).rejects.toMatchObject({ code: 'E-ATT-TYPE' })
    expect(opened).toEqual([])
  })
})
