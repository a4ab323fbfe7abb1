// npm run -s eval:nmea -- DIR
// Reads every *.nmea in DIR, compares each fix with what gpsd reports for it (*.tpv.jsonl) and prints
// one JSON line { files, sentences, fixes, compared, within5cmPct, crashes, zeroZero }.
import { statSync } from 'node:fs'
import { compareRecordings } from './compare-recordings.ts'

const [folder] = process.argv.slice(2)
if (!folder || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('usage: npm run -s eval:nmea -- DIR')
  process.exit(2)
}
console.log(JSON.stringify(compareRecordings(folder)))
