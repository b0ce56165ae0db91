import { describe, expect, it } from 'vitest'
import { shippedOnly } from '../../scripts/sbom.ts'

const component = (name: string, reference = `${name}@1.0.0`) =>
  ({ 'bom-ref': reference, name, 'version': '1.0.0', 'properties': [{ name: 'cdx:npm:package:development', value: 'true' }, { name: 'cdx:npm:package:private', value: 'true' }] })

const bill = {
  bomFormat: 'CycloneDX',
  metadata: { component: { 'bom-ref': 'clock-medic@0.1.0', 'name': 'folder', 'version': '0.0.0' } },
  components: [component('preact'), component('vitest'), component('sudo-prompt', '@vscode/sudo-prompt@1.0.0')],
  dependencies: [{ ref: 'clock-medic@0.1.0', dependsOn: ['preact@1.0.0', 'vitest@1.0.0'] }, { ref: 'preact@1.0.0', dependsOn: ['vitest@1.0.0'] }],
}
const product = { name: 'clock-medic', version: '0.1.0' }

describe('the bill of materials', () => {
  const made = shippedOnly(bill, [{ name: 'preact', version: '1.0.0' }, { name: '@vscode/sudo-prompt', version: '1.0.0' }], product)

  it('names what is shipped, renamed packages by their true name, and nothing that was only built with', () => {
    expect(made.components.map((one) => one['bom-ref'])).toEqual(['preact@1.0.0', '@vscode/sudo-prompt@1.0.0'])
    expect(made.dependencies).toEqual([{ ref: 'clock-medic@0.1.0', dependsOn: ['preact@1.0.0', '@vscode/sudo-prompt@1.0.0'] }, { ref: 'preact@1.0.0', dependsOn: [] }])
  })

  it('calls nothing of it a tool of development', () => {
    expect(JSON.stringify(made)).not.toContain('development')
    expect(made.components[0]?.properties).toEqual([{ name: 'cdx:npm:package:private', value: 'true' }])
  })

  it('is about this program', () => {
    expect(made.metadata.component).toMatchObject(product)
  })

  it('is refused where it lacks a part', () => {
    expect(() => shippedOnly(bill, [{ name: 'uplot', version: '1.6.32' }], product)).toThrow('lacks uplot@1.6.32')
  })
})
