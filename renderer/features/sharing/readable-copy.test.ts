import { expect, test } from 'vitest'
import { readableCopy } from './readable-copy.ts'

test('PRM-02 a refused change is kept as the texts that a person wrote', () => {
  expect(
    readableCopy({
      records: [
        {
          root: 'activities',
          id: 'a1',
          fields: {
            customerId: 'c1',
            title: 'Tour du stock',
            description: 'Plaquettes à commander\n',
            locationText: '   ',
            startAt: 1,
            createdBy: 'u1',
          },
        },
        { root: 'notes', id: 'n1', fields: { body: 'Rappeler lundi\n' } },
        { root: 'settings', id: 'name', fields: { value: 5 } },
      ],
    }),
  ).toBe('Tour du stock\nPlaquettes à commander\n\nRappeler lundi')
})
