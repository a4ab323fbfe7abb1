import { expect, test } from 'vitest'
import { isPrivateHost } from './private-host.ts'

test.each([
  ...['localhost', '127.0.0.1', '10.1.2.3', '192.168.1.20', '172.16.0.1', '172.31.255.1'],
  ...['[::1]', '[fd12::1]', 'ollama.local', 'nas'],
])('PRM-03 %s is of a local network', (host) => {
  expect(isPrivateHost(host)).toBe(true)
})

test.each([
  ...['example.com', '172.32.0.1', '8.8.8.8', '[2001:db8::1]', '192.169.1.1', 'local.example.com'],
  '127.example.com',
])('PRM-03 %s is not', (host) => {
  expect(isPrivateHost(host)).toBe(false)
})
