// The one script of the young people's, meeting and survey pages. Every page works without it.
//
// Leave this page: the link goes to an address of ours that ends the session and sends the browser on. Here it
// is also covered at once, taken out of the way of the back button, and reachable by pressing Shift three times.

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const box = document.querySelector('[data-module="govuk-exit-this-page"]')
const link = box?.querySelector('a')
const PRESSES = 3
const WITHIN = 5000

function says(key, otherwise) {
  return box.getAttribute(`data-i18n.${key}`) ?? otherwise
}

function leave() {
  const cover = document.createElement('div')
  cover.className = 'wm-cover'
  cover.setAttribute('role', 'alert')
  cover.textContent = says('activated', 'Loading.')
  document.body.classList.add('wm-covered')
  document.body.append(cover)
  document.title = ' '
  window.location.replace(link.href)
}

function listenForShift(status) {
  let presses = 0
  let timer
  const forget = () => {
    if (presses > 0) status.textContent = says('timed-out', 'Leave this page: time ran out.')
    presses = 0
  }
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') {
      // Shift with another key is typing, not leaving.
      if (event.shiftKey) presses = 0
      return
    }
    presses += 1
    clearTimeout(timer)
    if (presses === PRESSES) return leave()
    timer = setTimeout(forget, WITHIN)
    status.textContent =
      presses === 1
        ? says('press-two-more-times', 'Shift, press 2 more times to leave.')
        : says('press-one-more-time', 'Shift, press 1 more time to leave.')
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = 0
  })
}

if (link) {
  const status = document.createElement('span')
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  box.append(status)
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  listenForShift(status)
}

// A page brought back from the browser's memory is asked for again: the session may have ended.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})

// A second press within a second sends nothing.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = 'yes'
  setTimeout(() => delete form.dataset.sent, 1000)
})

// The list of what is wrong is where a reader starts.
const problems = document.querySelector('[data-module="govuk-error-summary"]')
if (problems) {
  problems.tabIndex = -1
  problems.focus()
}
