// Writes the bill of materials of what is shipped (CycloneDX). `npm run sbom`, after a build. npm's own also tells of what is
// installed for development, and counts what is bundled among it: npm sbom --sbom-format cyclonedx | node scripts/sbom.ts
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'

interface Component {
  /** `name@version` of the package as its makers call it. */
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly properties?: readonly { readonly name: string; readonly value: string }[]
}

/** What of the document matters here. */
interface Bill {
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

interface Part {
  readonly name: string
  readonly version: string
}

/**
 * Keeps the parts that are shipped, and what they depend on among each other. Throws where the bill does not know a part:
 * a bill that lacks something is worse than none.
 */
export function shippedOnly<B extends Bill>(bill: B, shipped: readonly Part[], { name, version }: Part): B {
  // An alias in package.json changes the name of a component, not its reference.
  const refs = new Set(shipped.map((part) => `${part.name}@${part.version}`))
  const components = bill.components.filter((component) => refs.has(component['bom-ref']))
  const known = components.map((component) => component['bom-ref'])
  const missing = [...refs].filter((ref) => !known.includes(ref))
  if (missing.length > 0) throw new Error(`The bill of materials lacks ${missing.join(', ')}.`)
  const dependencies = bill.dependencies.filter(({ ref }) => refs.has(ref)).map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }))
  const product = { ...bill.metadata.component, name, version }
  return {
    ...bill,
    metadata: { ...bill.metadata, component: product },
    components: components.map((component) => ({ ...component, properties: (component.properties ?? []).filter((property) => property.name !== 'cdx:npm:package:development') })),
    dependencies: [{ ref: product['bom-ref'], dependsOn: known }, ...dependencies],
  }
}

if (import.meta.main) {
  const root = path.dirname(import.meta.dirname)
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  const bill = shippedOnly(JSON.parse(await text(process.stdin)) as Bill, read('out/licences.json') as readonly Part[], read('package.json') as Part)
  const file = path.join('out', 'clock-medic.cdx.json')
  writeFileSync(path.join(root, file), `${JSON.stringify(bill, null, 2)}\n`)
  console.log(`${bill.components.length} parts are in ${file}.`)
}
