import { expect, test } from 'vitest'
import { endpointAddress } from './endpoint-address.ts'

test.each([
  ['https://api.example.com/v1', 'https://api.example.com/v1'],
  ['https://api.example.com/v1//', 'https://api.example.com/v1'],
  ['api.example.com/v1', 'https://api.example.com/v1'],
  ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
  [' http://192.168.1.5:8080/v1/ ', 'http://192.168.1.5:8080/v1'],
])('AIS-04 %s is called as %s', (typed, url) => {
  expect(endpointAddress(typed)).toEqual({ url })
})

test.each([
  ['http://api.example.com/v1', 'insecure'],
  ['ftp://example.com', 'not_an_address'],
  ['https://user:secret@example.com/v1', 'not_an_address'],
  ['https://example.com/v1?key=1', 'not_an_address'],
  ['', 'not_an_address'],
  ['https://', 'not_an_address'],
] as const)('AIS-04 %s is refused: %s', (typed, problem) => {
  expect(endpointAddress(typed)).toEqual({ problem })
})
