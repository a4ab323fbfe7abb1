import { beforeEach, expect, test } from 'vitest'
import { openHostUptime } from './host-uptime.ts'

const hourMs = 3_600_000
let machine = { wall: 0, monotonic: 0, uptime: 0 }
let reads = 0
beforeEach(() => {
  machine = { wall: 1_764_000_000_000, monotonic: 500, uptime: 2 * hourMs }
  reads = 0
})

const pass = (ms: number, { asleep = false } = {}): void => {
  machine.wall += ms
  machine.uptime += ms
  if (!asleep) machine.monotonic += ms
}
const open = () =>
  openHostUptime({
    read: () => {
      reads += 1
      return machine.uptime
    },
    wall: () => machine.wall,
    monotonic: () => machine.monotonic,
  })

test('SYN-12 the uptime goes on without the system being asked', () => {
  const uptime = open()
  expect(uptime()).toBe(2 * hourMs)
  pass(1500)
  expect(uptime()).toBe(2 * hourMs + 1500)
  expect(reads).toBe(1)
})

test('SYN-12 sleep counts', () => {
  const uptime = open()
  uptime()
  pass(hourMs, { asleep: true })
  expect(uptime()).toBe(3 * hourMs)
})

test('SYN-12 setting the clock of the device changes nothing about it', () => {
  const uptime = open()
  uptime()
  machine.wall -= hourMs
  pass(1000)
  expect(uptime()).toBe(2 * hourMs + 1000)
})

test('SYN-12 where the clock was set back by just the time asleep, it is right a minute later', () => {
  const uptime = open()
  uptime()
  pass(hourMs, { asleep: true })
  machine.wall -= hourMs
  pass(60_000)
  expect(uptime()).toBe(3 * hourMs + 60_000)
})
