import type { ComponentChildren } from 'preact'
import type { AboutView, OpenablePlace, PlaceView } from '../../preload/contract.ts'
import { BackIcon } from '../parts/icons.tsx'

/** What the screen can cause. */
export interface AboutActions {
  readonly openPlace: (place: OpenablePlace) => Promise<unknown>
}

/** Version, log, how to report a fault, and what the program is made of. */
export function AboutScreen({ about, actions, onBack }: {
  readonly about: AboutView
  readonly actions: AboutActions
  readonly onBack: () => void
}) {
  const { licences } = about
  return (
    <>
      <header class="statement">
        <button type="button" class="link back" onClick={onBack}><BackIcon />{about.backLabel}</button>
        <h1 tabIndex={-1}>{about.title}</h1>
        <p class="lead">{about.version}</p>
        {about.updates !== undefined && <p class="quiet">{about.updates}</p>}
        <p class="lead">{about.lead}</p>
      </header>
      <Place place={about.fault} onOpen={() => void actions.openPlace('report-fault')} />
      <Place place={about.log} onOpen={() => void actions.openPlace('log')} />
      <Place place={licences} onOpen={() => void actions.openPlace('licences')}>
        {licences.parts.length === 0
          ? <p class="hint">{licences.summary}</p>
          : (
            <details class="fold">
              <summary>{licences.summary}</summary>
              <Parts licences={licences} />
            </details>
          )}
      </Place>
    </>
  )
}

function Place({ place: { title, text, path, label }, onOpen, children }: {
  readonly place: PlaceView
  readonly onOpen: () => void
  readonly children?: ComponentChildren
}) {
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <p class="quiet">{text}</p>
      {path !== undefined && <code class="path" dir="ltr">{path}</code>}
      {children}
      {label !== undefined && <button type="button" class="button" onClick={onOpen}>{label}</button>}
    </section>
  )
}

function Parts({ licences: { title, parts, columns } }: { readonly licences: AboutView['licences'] }) {
  return (
    <table class="parts" aria-label={title}>
      <thead>
        <tr><th scope="col">{columns.name}</th><th scope="col">{columns.version}</th><th scope="col">{columns.licence}</th></tr>
      </thead>
      <tbody>
        {parts.map(({ name, version, licence }) => (
          <tr key={`${name} ${version}`}><th scope="row" dir="ltr">{name}</th><td dir="ltr">{version}</td><td dir="ltr">{licence}</td></tr>
        ))}
      </tbody>
    </table>
  )
}
