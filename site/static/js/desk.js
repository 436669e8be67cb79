// The desk in the CMS: keys in the lists, acts without loading the page anew, words saved on leaving a field.
// Everything here enhances plain forms: without it each button posts and the page comes back.
(() => {
  "use strict";
  const SWITCH = "vakblad-desk-keys-off";
  const WAITING_MS = 4000;
  const FILLING_MS = 60000;
  const desk = () => document.getElementById("desk");
  if (!desk()) return;

  let queue = Promise.resolve();
  let pending = 0;

  const rows = (list) => [...list.querySelectorAll(":scope > [data-desk-row]")];
  const rowOf = (element) => element && element.closest("[data-desk-row]");
  const isVisible = (element) => !element.closest("details:not([open])") && element.offsetParent !== null;
  const here = () => location.pathname + (new URLSearchParams(location.search).has("all") ? "?all=1" : "");
  const areKeysOff = () => {
    try { return localStorage.getItem(SWITCH) === "1"; } catch { return false; }
  };

  // --- focus: one row of each list is in the order of tabs; the others are reached by j and k -------------------
  function enhance() {
    const root = desk();
    root.toggleAttribute("data-enhanced", true);
    root.toggleAttribute("data-keys-off", areKeysOff());
    root.querySelectorAll("[data-desk-keys]").forEach((note) => { note.hidden = false; });
    root.querySelectorAll("[data-desk-keys-switch]").forEach((box) => { box.checked = !areKeysOff(); });
    root.querySelectorAll("[data-desk-list]").forEach((list) => {
      rows(list).forEach((row, place) => { row.tabIndex = place ? -1 : 0; });
    });
    root.querySelectorAll("textarea").forEach(grow);
  }

  // A line shows all that it holds; browsers that size fields by their content need no help.
  function grow(field) {
    if (!field.matches("textarea") || CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  function focusRow(row) {
    if (!row) return;
    rows(row.parentElement).forEach((other) => { other.tabIndex = -1; });
    row.tabIndex = 0;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function remember() {
    const active = document.activeElement;
    const row = rowOf(active);
    const list = row && row.parentElement;
    return {
      id: active && active.id,
      row: row && row.dataset.deskRow,
      key: active && active !== row && active.dataset ? active.dataset.deskKey : null,
      caret: active && active.matches("textarea") ? [active.selectionStart, active.selectionEnd] : null,
      list: list && list.id,
      kind: list && list.dataset.deskList,
      place: row ? rows(list).indexOf(row) : -1,
      open: [...desk().querySelectorAll("details[id][open]")].map((one) => one.id),
      known: [...desk().querySelectorAll("details[id]")].map((one) => one.id),
      draftTop: (desk().querySelector(".desk__draft") || {}).scrollTop,
    };
  }

  function restore(was) {
    const root = desk();
    was.known.forEach((id) => {
      const group = document.getElementById(id);
      if (group) group.open = was.open.includes(id);
    });
    const draft = root.querySelector(".desk__draft");
    if (draft && was.draftTop) draft.scrollTop = was.draftTop;
    if (was.row) return restoreRow(was);
    const named = was.id && document.getElementById(was.id);
    if (named) named.focus();
  }

  // The row that had the focus, where it still stands in its list; else the row that took its place.
  function restoreRow(was) {
    const same = desk().querySelector(`[data-desk-row="${was.row}"]`);
    if (same && same.parentElement.id === was.list) {
      const control = was.key && same.querySelector(`[data-desk-key="${was.key}"]:not(:disabled)`);
      if (!control) return focusRow(same);
      control.focus();
      return was.caret ? control.setSelectionRange(...was.caret) : undefined;
    }
    const lists = [...desk().querySelectorAll("[data-desk-list]")].filter(isVisible);
    const list = lists.find((one) => one.id === was.list) || lists.find((one) => one.dataset.deskList === was.kind) || lists[0];
    return list && focusRow(rows(list)[Math.min(was.place, rows(list).length - 1)]);
  }

  // --- acts: one after the other, each on the version that the one before it left -------------------------------
  function typedMeanwhile() {
    const kept = new Map();
    desk().querySelectorAll("form").forEach((other) => {
      if (!isDirty(other)) return;
      fields(other).forEach((field) => { if (field.id) kept.set(field.id, field.value); });
    });
    return kept;
  }

  const fields = (form) => [...form.querySelectorAll("input[type=text], textarea")];
  const isDirty = (form) => form.matches("[data-failed], [data-desk-unsaved]") || fields(form).some((field) => field.value !== field.defaultValue);

  function swap(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("desk");
    if (!fresh) return false;
    const was = remember();
    const kept = typedMeanwhile();
    desk().replaceWith(fresh);
    enhance();
    kept.forEach((value, id) => {
      const field = document.getElementById(id);
      if (!field) return;
      field.value = value;
      grow(field);
    });
    restore(was);
    return true;
  }

  // Screen readers hear what was done: the region stays while the desk around it is put in anew.
  function announce() {
    const said = desk().querySelector(".desk-told .help-block > span, .desk-told .help-block");
    document.getElementById("desk-live").textContent = said ? said.textContent.trim() : "";
  }

  // No answer, or another page than the desk: what was typed stays, and the page says so.
  function fail(form) {
    form.dataset.failed = "1";
    desk().querySelector("[data-desk-failed]").hidden = false;
  }

  function send(form, data) {
    pending += 1;
    desk().setAttribute("aria-busy", "true");
    queue = queue.then(async () => {
      const version = document.getElementById("desk-act");
      ["revision", "saved_at", "csrfmiddlewaretoken"].forEach((name) => {
        data.set(name, version.elements.namedItem(name).value);
      });
      const answer = await fetch(here(), { method: "POST", body: data, credentials: "same-origin" });
      if (!swap(await answer.text())) throw new Error("not the desk");
      history.replaceState(null, "", here());
      announce();
    }).catch(() => { fail(form); }).finally(() => {
      pending -= 1;
      if (!pending) desk().removeAttribute("aria-busy");
    });
  }

  // Enter in a line saves it and gives the row the focus, so that the next key works on the list again.
  function save(field) {
    const row = rowOf(field);
    if (isDirty(field.form)) field.form.requestSubmit();
    if (row) focusRow(row);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!desk().contains(form)) return;
    const button = event.submitter;
    if (button && button.hasAttribute("data-desk-whole")) return;
    event.preventDefault();
    const data = new FormData(form);
    if (button && button.name) data.set(button.name, button.value);
    fields(form).forEach((field) => { field.defaultValue = field.value; });
    send(form, data);
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-desk-keys-switch]")) {
      try { localStorage.setItem(SWITCH, event.target.checked ? "0" : "1"); } catch { /* not kept then */ }
      return enhance();
    }
    const form = event.target.form;
    if (form && form.matches("#desk [data-desk-words]") && isDirty(form)) form.requestSubmit();
  });

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.matches("#desk [data-desk-words]")) grow(event.target);
  });

  // --- keys ------------------------------------------------------------------------------------------------------
  function press(scope, key) {
    const target = scope && scope.querySelector(`[data-desk-key="${key}"]:not(:disabled)`);
    if (!target) return false;
    if (target.matches("input, textarea")) { target.focus(); target.select(); } else target.click();
    return true;
  }

  function step(row, by) {
    const kind = row.parentElement.dataset.deskList;
    const all = [...desk().querySelectorAll(`[data-desk-list="${kind}"]`)].flatMap(rows).filter(isVisible);
    focusRow(all[all.indexOf(row) + by]);
    return true;
  }

  function toList(kind) {
    const lists = [...desk().querySelectorAll(`[data-desk-list="${kind}"]`)].filter(isVisible);
    const row = lists.flatMap(rows).find((one) => one.tabIndex === 0);
    focusRow(row);
    return Boolean(row);
  }

  function onKey(key, row) {
    if (key === "j" || key === "ArrowDown") return step(row, 1);
    if (key === "k" || key === "ArrowUp") return step(row, -1);
    if (key === "d") return toList("links");
    if (key === "c") return toList("candidates");
    if (["t", "x", "o", "e", "w", "J", "K"].includes(key)) return press(row, key);
    if (["a", "f", "z", "v"].includes(key)) return press(desk(), key);
    if (key === "p") {
      const button = desk().querySelector('[data-desk-key="p"]');
      if (button) button.focus();
      return Boolean(button);
    }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (!desk().contains(event.target)) return;
    const row = rowOf(event.target);
    if (event.key === "Escape" && event.target.matches("input, textarea") && row) {
      event.preventDefault();
      return focusRow(row);
    }
    const isSaving = event.target.matches("[data-desk-line]") || event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && !event.isComposing && event.target.matches("textarea") && isSaving) {
      event.preventDefault();
      return save(event.target);
    }
    const isTyping = event.target.matches("input, textarea, select");
    if (!row || isTyping || event.ctrlKey || event.metaKey || event.altKey || areKeysOff()) return;
    if (onKey(event.key, row)) event.preventDefault();
  });

  document.addEventListener("focusin", (event) => {
    const row = desk().contains(event.target) && rowOf(event.target);
    if (!row || !row.parentElement.matches("[data-desk-list]")) return;
    rows(row.parentElement).forEach((other) => { other.tabIndex = other === row ? 0 : -1; });
  });

  // --- while something waits the desk reads itself anew, but never under the hands of who is typing ---------------
  async function refresh() {
    const form = document.activeElement && document.activeElement.form;
    const isTyping = Boolean(form) && desk().contains(form) && isDirty(form);
    const isDue = desk().hasAttribute("data-waiting") || desk().hasAttribute("data-filling");
    if (isDue && !pending && !isTyping && !document.hidden) {
      const answer = await fetch(here(), { credentials: "same-origin" });
      if (answer.ok && !pending) swap(await answer.text());
    }
  }

  function watch() {
    const pause = desk().hasAttribute("data-waiting") ? WAITING_MS : FILLING_MS;
    setTimeout(() => refresh().catch(() => {}).finally(watch), pause);
  }

  enhance();
  const first = desk().querySelector("[data-desk-row]");
  if (first && !areKeysOff() && document.activeElement === document.body) first.focus({ preventScroll: true });
  watch();
})();
