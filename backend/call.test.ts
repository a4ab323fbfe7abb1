import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from './testing/test-backend.ts'

const script = (name: string) => join(import.meta.dirname, name)

function call(dataDir: string, operation: string, input: unknown, ...more: string[]) {
  const { stdout, status } = spawnSync(
    process.execPath,
    [script('call.ts'), operation, JSON.stringify(input), '--data', dataDir, ...more],
    { encoding: 'utf8' },
  )
  return { status, answer: JSON.parse(stdout) as Record<string, unknown> }
}

const workspace = {
  organisationName: 'Pièces Auto Rhône',
  firstName: 'Camille',
  lastName: 'Roche',
  tz: 'Europe/Paris',
  locale: 'fr',
}

test(
  'a script runs any operation on a folder, as any user, and gets JSON',
  { timeout: 60_000 },
  () => {
    const dataDir = temporaryFolder()
    expect(call(dataDir, 'workspace.create', workspace)).toMatchObject({ status: 0 })
    const { answer: karim } = call(dataDir, 'users.create', {
      firstName: 'Karim',
      email: 'Karim@example.org',
    })
    const { answer: customer } = call(dataDir, 'customers.create', { fields: { name: 'Midas' } })
    call(
      dataDir,
      'activities.create',
      {
        activity: {
          typeId: 'type-visit',
          customerId: customer['id'],
          startAt: 1_795_000_000_000,
          endAt: 1_795_000_900_000,
        },
      },
      '--as',
      'karim@example.org',
    )
    expect(
      call(dataDir, 'timeline.page', { filter: { tz: 'Europe/Paris' }, block: 'history' }),
    ).toMatchObject({
      status: 0,
      answer: { rows: [{ assigneeId: karim['id'], customerName: 'Midas' }] },
    })
    const file = join(dataDir, 'clients.csv')
    writeFileSync(file, 'Code client;Nom\nA1;Speedy')
    expect(
      call(dataDir, 'imports.open', { fileName: 'clients.csv', content: { $file: file } }),
    ).toMatchObject({ status: 0, answer: { rowCount: 1, separator: ';' } })
  },
)

test('a refusal is JSON with its code, and exit 1', { timeout: 60_000 }, () => {
  const dataDir = temporaryFolder()
  expect(call(dataDir, 'users.create', { firstName: 'Karim' })).toMatchObject({
    status: 1,
    answer: { code: 'E-WORKSPACE-NONE' },
  })
  expect(call(dataDir, 'nothing.like.it', {})).toMatchObject({
    status: 1,
    answer: { code: 'UNKNOWN_OPERATION' },
  })
  expect(call(dataDir, 'workspace.create', { firstName: '' })).toMatchObject({
    status: 1,
    answer: { code: 'INVALID_INPUT' },
  })
})
