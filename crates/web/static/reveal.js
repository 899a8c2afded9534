// Questions that belong to one answer, shown when it is chosen: put in front of team.js and me.js.
//
// Written here because the design system's own marks a radio as expanded, which is not allowed of a radio.

function showBelongings(input) {
  const question = document.getElementById(input.dataset.ariaControls)
  question?.classList.toggle(`govuk-${input.type === 'radio' ? 'radios' : 'checkboxes'}__conditional--hidden`, !input.checked)
}

function showAllBelongings() {
  document.querySelectorAll('input[data-aria-controls]').forEach(showBelongings)
}

document.addEventListener('change', showAllBelongings)
// Going back to a page brings its answers back after the scripts have run.
window.addEventListener('pageshow', showAllBelongings)
showAllBelongings()
