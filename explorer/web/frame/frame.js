// The frame outside Streamlit's root: the gate, moves without a new document, scroll, menu, scope, search, sharing.
// Nothing here decides what a page shows: whatever is chosen becomes an address, which the server reads as any link.
(() => {
  'use strict'
  const root = document.documentElement, base = new URL('.', location.href)
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const LATEST = 15000, SOON = 120, HELD = 2000
  window.__streamlit = { BACKEND_BASE_URL: base.href }
  history.scrollRestoration = 'manual'

  const one = (query, within = document) => within.querySelector(query)
  const all = (query, within = document) => [...within.querySelectorAll(query)]
  const frame = () => one('#frame')
  const pane = () => one('[data-testid=stMain]')
  const path = address => new URL(address, base).pathname.slice(base.pathname.length)
  const here = () => path(location.href)
  const connected = () => one('.stApp')?.dataset.testConnectionState === 'CONNECTED'

  // ---- the theme, as the system has it; Streamlit says when a link chose another
  const themed = said => { root.dataset.theme = root.classList.contains('print') ? 'light' : said || (dark.matches ? 'dark' : 'light') }
  themed()
  dark.addEventListener('change', () => themed())

  // ---- the gate: a page is seen when it is whole, so that nothing in it jumps
  let since = 0, ran = false, opening = false, shut = root.classList.contains('going')
  const whole = () => {
    const app = one('.stApp'), main = pane()
    if (!app || !main) return false
    if (one('[data-testid=stException]') || one('[role=dialog]', app)) return true
    const state = app.dataset.testScriptState
    if (state === 'running') ran = true
    if (!ran || state !== 'notRunning' || !one('h1, h2, [data-testid=stAlert]', main)) return false
    return !one('[data-testid=stSkeleton], [data-stale=true]', main)
  }
  // The beginning of the page that the first HTML brought gives way to the page itself, where the reader has got to.
  const open = () => {
    shut = opening = false; root.classList.remove('going')
    const waiting = one('#waiting'), read = one('.early', waiting ?? document) && waiting.scrollTop
    waiting?.setAttribute('hidden', '')
    one('#waiting .early')?.remove()
    if (read) pane().scrollTop = read
  }
  const look = () => {
    if (!shut || opening) return
    if (performance.now() - since > LATEST) return open()
    if (!whole()) return
    opening = true
    requestAnimationFrame(() => requestAnimationFrame(() => (whole() ? open() : (opening = false))))
  }
  const shutGate = () => {
    shut = true; ran = opening = false; since = performance.now()
    root.classList.add('going'); one('#waiting')?.removeAttribute('hidden')
    setTimeout(look, LATEST + 50)
  }
  setTimeout(look, LATEST + 50)
  new MutationObserver(look).observe(root, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-test-script-state'],
  })

  // ---- where a page was scrolled to
  let restoring = false, later = 0
  const place = () => `scroll ${window.navigation?.currentEntry?.key ?? location.href}`
  const keep = () => { try { sessionStorage.setItem(place(), String(pane()?.scrollTop ?? 0)) } catch { /* a full store forgets */ } }
  document.addEventListener('scroll', event => {
    if (restoring || event.target !== pane()) return
    clearTimeout(later)
    later = setTimeout(keep, SOON)
  }, true)
  const restore = top => {
    restoring = true
    const until = performance.now() + HELD
    const step = () => {
      const main = pane()
      if (main && !shut) { main.scrollTop = top; if (Math.abs(main.scrollTop - top) < 2 || performance.now() > until) { restoring = false; return } }
      if (performance.now() > until + LATEST) { restoring = false; return }
      requestAnimationFrame(step)
    }
    step()
  }

  // ---- moves
  const moved = () => {
    const current = here()
    const framing = frame()
    root.dataset.of = current || 'overview'
    if (!framing) return
    const carried = framing.dataset.carried.split(' '), asked = new URLSearchParams(location.search)
    for (const link of all('a[data-page]', framing)) {
      const kept = new URLSearchParams(carried.filter(name => asked.get(name)).map(name => [name, asked.get(name)]))
      link.setAttribute('href', `${link.dataset.page || '.'}?${kept}`)
      if (link.classList.contains('product')) continue
      if (link.dataset.page === current) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    for (const list of all('.more', framing)) {
      list.classList.toggle('current', one('summary', list).dataset.pages.split(' ').includes(current))
    }
    const tongue = one('.tongue', framing), other = new URLSearchParams(asked)
    other.set('lang', tongue.lang)
    tongue.setAttribute('href', `${current || '.'}?${other}`)
    shutMenus()
    one('#news').textContent = ''
  }
  const known = () => new Set(root.dataset.pages.split(' ').concat(''))
  const move = (address, { quiet = false } = {}) => {
    const to = new URL(address, base)
    for (const name of ['embed', 'print']) {
      const kept = new URLSearchParams(location.search).get(name)
      if (kept && !to.searchParams.has(name)) to.searchParams.set(name, kept)
    }
    if (!connected()) return location.assign(to)
    if (to.href === location.href) return
    keep()
    const other = to.pathname !== location.pathname
    history.pushState({}, '', to)
    if (!quiet) shutGate()
    moved()
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
    if (other) requestAnimationFrame(() => { if (pane()) pane().scrollTop = 0 })
  }
  addEventListener('popstate', event => {
    if (!event.isTrusted) return
    shutGate()
    moved()
    let top = 0
    try { top = Number(sessionStorage.getItem(place()) ?? 0) } catch { /* no store, no place */ }
    restore(top)
  })
  document.addEventListener('click', event => {
    const link = event.composedPath().find(node => node.tagName === 'A')
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if ((link.target && link.target !== '_self') || link.hasAttribute('download') || link.origin !== location.origin) return
    if (!link.pathname.startsWith(base.pathname) || !known().has(path(link.href))) return
    if (link.closest('#news')) return  // it may be this very address, of another release
    const to = new URL(link.href)
    if (to.hash && to.pathname === location.pathname && to.search === location.search) return
    if (to.searchParams.get('lang') && to.searchParams.get('lang') !== root.lang) return  // the frame's own words change
    event.preventDefault()
    link.closest('dialog')?.close()
    move(link.href)
  }, true)

  // ---- choices inside a page: a form's control leads to the address that says so
  const choose = (control, value) => {
    const to = new URL(location.href)
    for (const name of (control.dataset.forgets ?? '').split(' ')) if (name) to.searchParams.delete(name)
    to.searchParams.set(control.dataset.name ?? control.dataset.set, value)
    focusOn = control.dataset.name ? `[data-name="${control.dataset.name}"]` : null
    move(to.href)
  }
  let focusOn = null
  document.addEventListener('change', event => {
    const control = event.target.closest?.('[data-name]')
    if (!control || !control.closest('form[data-ask], #frame')) return
    if (control.tagName === 'FIELDSET') {
      choose(control, all('input:checked', control).map(box => box.value).join(','))
    } else if (control.checkValidity() && !(control.type === 'date' && !control.value)) choose(control, control.value)
    else control.reportValidity()
  })
  document.addEventListener('submit', event => { if (event.target.matches('form[data-ask]')) event.preventDefault() })
  document.addEventListener('click', event => {
    const step = event.target.closest?.('form[data-ask] button[data-set]')
    if (step) choose(step, step.value)
    const copy = event.target.closest?.('button.copy')
    if (copy) copied(copy, one('code', copy.parentElement))
    const send = event.target.closest?.('button.send')
    if (send) navigator.share({ title: document.title, url: one('code', send.parentElement).textContent }).catch(() => {})
    if (event.target.closest?.('dialog .close') || event.target.tagName === 'DIALOG') event.target.closest('dialog').close()
  })

  // A page that came without TLS has no clipboard of its own: there the text is marked and copied as by keyboard.
  const copied = async (key, text) => {
    let done = true
    try { await navigator.clipboard.writeText(text.textContent) } catch {
      getSelection().selectAllChildren(text)
      done = document.execCommand('copy')
    }
    const before = key.textContent
    key.textContent = done ? key.dataset.done : key.dataset.marked
    setTimeout(() => { key.textContent = before }, 1600)
  }

  // ---- what only the server knows stands in one hidden element of the page
  const hear = () => {
    const said = one('#said')
    if (!said) return
    if (heard.node === said && heard.text === said.outerHTML) return
    heard.node = said; heard.text = said.outerHTML
    themed(said.dataset.theme)
    const scope = one('#scope')
    if (scope && scope.innerHTML !== said.innerHTML) { const shown = one(':focus', scope)?.dataset.name; scope.innerHTML = said.innerHTML; if (shown) one(`[data-name="${shown}"]`, scope)?.focus() }
    const count = one('#frame .count'), now = said.dataset.agenda ?? ''
    if (count && number(now) > number(count.textContent)) added()
    if (count) count.textContent = now
    if (focusOn) { one(`form[data-ask] ${focusOn}`)?.focus({ preventScroll: true }); focusOn = null }
  }
  const heard = {}
  const number = text => Number(text.replace(/\D/g, ''))
  const added = () => {
    const line = one('#added')
    line.textContent = line.dataset.said
    setTimeout(() => { line.textContent = '' }, 4000)
  }
  new MutationObserver(hear).observe(root, { subtree: true, childList: true })
  const used = () => {
    const said = one('#said')
    if (!said) return location.search.slice(1)
    const asked = new URLSearchParams(said.dataset.query), now = new URLSearchParams(location.search)
    // What a part of the page wrote into the address since: that part runs without the rest.
    for (const name of (said.dataset.live ?? '').split(' ')) if (now.has(name)) asked.set(name, now.get(name))
    return String(asked)
  }

  // ---- menus: closed by Escape, by a click elsewhere, by a move
  const opened = () => all('#frame details[open]')
  function shutMenus() {
    for (const menu of opened()) menu.open = false
    for (const key of all('#frame [aria-expanded=true]:not(input)')) key.setAttribute('aria-expanded', 'false')
  }
  document.addEventListener('click', event => {
    for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false
    const key = event.target.closest?.('#frame button[aria-expanded]')
    if (key) key.setAttribute('aria-expanded', String(key.getAttribute('aria-expanded') !== 'true'))
    else if (!event.target.closest?.('#frame')) shutMenus()
    if (event.target.closest?.('#frame .find')) find()
    if (event.target.closest?.('#frame .share')) share()
  })
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      const menu = opened().find(part => part.contains(document.activeElement)) ?? opened()[0]
      const key = one('#frame [aria-expanded=true]:not(input)')
      shutMenus()
      ;(menu ? one('summary', menu) : key)?.focus()
    }
    const typing = event.target.closest?.('input, textarea, select, [contenteditable=true]')
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && frame()) { event.preventDefault(); find() }
  })

  // ---- search over targets and pages
  let entries = null, marked = 0
  const finder = () => one('#finder')
  const find = async () => {
    const box = finder(), field = one('input', box)
    shutMenus()
    box.showModal()
    field.value = ''
    if (!entries) {
      try { entries = await (await fetch(new URL(`frame/index.json?lang=${root.lang}`, base))).json() } catch { entries = null }
    }
    list()
  }
  const list = () => {
    const box = one('#found'), asked = one('input', finder()).value.trim().toLowerCase().split(/\s+/)
    const plan = new URLSearchParams(used()).get('plan')
    const fits = (entries ?? []).filter(entry => asked.every(word => `${entry.say} ${entry.under} ${entry.also}`.toLowerCase().includes(word)))
    fits.sort((a, b) => Number(b.query.includes(`plan=${plan}&`)) - Number(a.query.includes(`plan=${plan}&`)))
    marked = 0
    box.replaceChildren(...fits.slice(0, 40).map((entry, place) => {
      const row = document.createElement('li'), link = document.createElement('a'), under = document.createElement('small')
      const kept = new URLSearchParams(location.search), to = new URLSearchParams()
      for (const name of frame().dataset.carried.split(' ')) if (kept.get(name)) to.set(name, kept.get(name))
      const wanted = new URLSearchParams(entry.query)
      if (wanted.get('plan') && wanted.get('plan') !== to.get('plan')) to.delete('area')
      for (const [name, value] of wanted) to.set(name, value)
      row.setAttribute('role', 'option'); row.id = `found-${place}`
      row.setAttribute('aria-selected', String(place === 0))
      link.href = `${entry.page || '.'}?${to}`; link.tabIndex = -1; link.textContent = entry.say
      under.textContent = entry.under
      link.append(' ', under); row.append(link)
      return row
    }))
    if (!fits.length) { const none = document.createElement('li'); none.textContent = box.dataset.none; box.append(none) }
    choice(0)
  }
  const choice = place => {
    const rows = all('#found [role=option]'), field = one('input', finder())
    if (!rows.length) return field.removeAttribute('aria-activedescendant')
    marked = (place + rows.length) % rows.length
    rows.forEach((row, at) => row.setAttribute('aria-selected', String(at === marked)))
    field.setAttribute('aria-activedescendant', rows[marked].id)
    rows[marked].scrollIntoView({ block: 'nearest' })
  }
  document.addEventListener('input', event => { if (event.target.closest?.('#finder')) list() })
  document.addEventListener('keydown', event => {
    if (!finder()?.open) return
    if (event.key === 'ArrowDown') { event.preventDefault(); choice(marked + 1) }
    if (event.key === 'ArrowUp') { event.preventDefault(); choice(marked - 1) }
    if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); one('#found [aria-selected=true] a')?.click() }
  })
  document.addEventListener('click', event => { if (event.target.closest?.('#found a')) finder().close() }, true)

  // ---- sharing
  const share = async () => {
    const box = one('#sharing'), asked = new URLSearchParams(used()), agenda = new URLSearchParams(location.search).get('agenda')
    if (agenda) asked.set('agenda', agenda)
    asked.set('lang', root.lang)
    box.textContent = box.dataset.wait
    box.showModal()
    try {
      const told = await (await fetch(new URL(`frame/share/${root.dataset.of}?${asked}`, base))).text()
      box.innerHTML = told
      if (navigator.share) for (const send of all('.send', box)) send.hidden = false
      one('.close', box)?.focus()
    } catch { box.textContent = box.dataset.lost }
  }

  // ---- news of a release: a hidden tab asks nothing
  setInterval(async () => {
    const said = one('#said'), line = one('#news')
    if (document.hidden || !said || !line || ['publish', 'agenda'].includes(root.dataset.of)) return
    if (line.textContent || new URLSearchParams(location.search).has('release')) return
    try {
      const { release } = await (await fetch(new URL('now.json', base), { cache: 'no-cache' })).json()
      if (!release || release === said.dataset.release) return
      line.innerHTML = await (await fetch(new URL(`frame/news/${root.dataset.of}?${said.dataset.query}`, base))).text()
    } catch { /* a server that restarts answers the next time */ }
  }, 1000 * Number(root.dataset.look))

  document.addEventListener('DOMContentLoaded', () => { moved(); look(); hear() })
})()
