import { expect, test } from 'vitest'
import { startProxy } from './proxy.ts'
import { missingOf, randomOfRun, roundsOr, type Written, writeSomething } from './random-writes.ts'
import {
  converge,
  foundingLaptop,
  joiningLaptop,
  rowsOf,
  secondLaptop,
  startServer,
} from './team.ts'

const runs = roundsOr(10)
const steps = 60

test(
  `SYN-02 SYN-15 three laptops that write, on and off the network, end with the same rows in ${runs} runs`,
  { timeout: 20_000 * runs },
  async () => {
    const random = randomOfRun('convergence')
    let acknowledged = 0
    const lost: Written[] = []
    for (let run = 0; run < runs; run++) {
      const server = await startServer()
      const proxies = await Promise.all([
        startProxy(server),
        startProxy(server),
        startProxy(server),
      ])
      const [one, two, three] = proxies
      const camille = await foundingLaptop({ ...one, invitation: server.invitation })
      const paul = await joiningLaptop(two, camille, 'paul@example.com')
      const tablet = await secondLaptop(three, 'camille@example.com')
      const laptops = [camille, paul, tablet]
      const written: Written[] = []
      for (let step = 0; step < steps; step++) {
        const who = random.below(laptops.length)
        if (random.chance(0.1)) proxies[who]!.down()
        if (random.chance(0.2)) {
          proxies[who]!.mend()
          await laptops[who]!.client.call('sync.retry', {})
        }
        const record = await writeSomething(laptops[who]!, random)
        if (record) written.push(record)
      }
      for (const proxy of proxies) proxy.mend()
      acknowledged += written.length
      await converge(server.dataDir, laptops)
      const rows = rowsOf(camille)
      for (const laptop of laptops) {
        lost.push(...missingOf(laptop, written))
        expect(rowsOf(laptop)).toBe(rows)
        expect(await laptop.settled()).toMatchObject({ rejected: 0 })
        await laptop.client.run('maintenance.rebuild', {})
        expect(rowsOf(laptop)).toBe(rows)
        await laptop.close()
      }
      await server.close()
    }
    console.log(`convergence: runs ${runs}, acknowledged ${acknowledged}, lost ${lost.length}`)
    expect(lost).toEqual([])
  },
)
