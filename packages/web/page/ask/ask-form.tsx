import {
  type Actor,
  type Asset,
  actors,
  type Channel,
  channels,
  dayAt,
  dayNumber,
  isDay,
  type ProfileName,
  profiles,
  type Usage,
  usages,
} from '@proviso/rights'
import { useEffect, useRef, useState } from 'react'
import { actorText, channelText, usageText } from '../shown/words.ts'

/** A question as the address of the page holds it. */
export interface Asking {
  readonly q: string
  readonly on: string
  readonly actor: Actor
  readonly usage: Usage
  readonly channel: Channel
  readonly agent: string
  readonly asset: 'content' | 'output'
  readonly profile: ProfileName
}

const assets: readonly Asset[] = ['content', 'output']
const profileNames = Object.keys(profiles) as ProfileName[]
const profileText = Object.fromEntries(
  profileNames.map((name) => [name, name.replaceAll('-', ' ')]),
) as unknown as Readonly<Record<ProfileName, string>>

/** The question: what, by whom, for what, how, on which day. Every change asks at once. */
export function AskForm({ asking, today, onAsk }: { asking: Asking; today: string; onAsk: (asking: Asking) => void }) {
  const [typed, setTyped] = useState(asking.q)
  const [day, setDay] = useState(asking.on)
  const [agent, setAgent] = useState(asking.agent)
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(asking.q), [asking.q])
  useEffect(() => setDay(asking.on), [asking.on])
  useEffect(() => setAgent(asking.agent), [asking.agent])
  useEffect(() => () => clearTimeout(pending.current), [])
  const ask = (change: Partial<Asking>) => {
    clearTimeout(pending.current)
    onAsk({ ...asking, q: typed.trim(), ...change })
  }
  const type = (text: string) => {
    setTyped(text)
    clearTimeout(pending.current)
    pending.current = setTimeout(() => onAsk({ ...asking, q: text.trim() }), 350)
  }
  const move = (days: number) => {
    const next = dayAt(dayNumber(asking.on) + days)
    if (next <= today) ask({ on: next })
  }
  return (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault()
        ask({})
      }}
    >
      <label className="what">
        <span>What is used: an address, a host or a service</span>
        <input
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="x.com"
          maxLength={4000}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      </label>
      <div className="how">
        <Choice
          label="by"
          value={asking.actor}
          options={actors}
          text={actorText}
          onChange={(actor) => ask({ actor })}
        />
        <Choice
          label="to"
          value={asking.usage}
          options={usages}
          text={usageText}
          onChange={(usage) => ask({ usage })}
        />
        <Choice
          label="obtained"
          value={asking.channel}
          options={channels}
          text={channelText}
          onChange={(channel) => ask({ channel })}
        />
        <div className="field day">
          <label htmlFor="day">on</label>
          <div>
            <button type="button" className="step" aria-label="The day before" onClick={() => move(-1)}>
              ‹
            </button>
            <input
              id="day"
              type="date"
              min="1995-01-01"
              max={today}
              value={day}
              onChange={(event) => {
                setDay(event.target.value)
                if (isDay(event.target.value) && event.target.value <= today && event.target.value >= '1995-01-01')
                  ask({ on: event.target.value })
              }}
            />
            <button
              type="button"
              className="step"
              aria-label="The day after"
              disabled={asking.on >= today}
              onClick={() => move(1)}
            >
              ›
            </button>
          </div>
        </div>
      </div>
      <details
        className="further"
        open={asking.agent !== '' || asking.asset !== 'content' || asking.profile !== 'as-of-crawl'}
      >
        <summary>Crawler, output, profile</summary>
        <div className="how">
          <label className="field">
            <span>crawler’s name</span>
            <input
              type="text"
              maxLength={100}
              placeholder="GPTBot"
              autoComplete="off"
              spellCheck={false}
              value={agent}
              onChange={(event) => {
                setAgent(event.target.value)
                clearTimeout(pending.current)
                const name = event.target.value.trim()
                pending.current = setTimeout(() => onAsk({ ...asking, q: typed.trim(), agent: name }), 350)
              }}
            />
          </label>
          <Choice
            label="of"
            value={asking.asset}
            options={assets}
            text={{ content: 'its content', output: 'what its AI generates' }}
            onChange={(asset) => ask({ asset })}
          />
          <Choice
            label="profile"
            value={asking.profile}
            options={profileNames}
            text={profileText}
            onChange={(profile) => ask({ profile })}
          />
        </div>
      </details>
    </form>
  )
}

function Choice<T extends string>({
  label,
  value,
  options,
  text,
  onChange,
}: {
  label: string
  value: T
  options: readonly T[]
  text: Readonly<Record<T, string>>
  onChange: (value: T) => void
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {text[option]}
          </option>
        ))}
      </select>
    </label>
  )
}
