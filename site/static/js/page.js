/* What a page gains by scripts: a switch of theme, the menu where it is needed, and times of the last 24 hours in relative words. */
(function () {
  const root = document.documentElement;

  function isDark() {
    if (root.dataset.theme) return root.dataset.theme === "dark";
    return matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function switchTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch (refused) {
      /* Storage is switched off: the choice holds for this page. */
    }
  }

  function relative(time, now, words) {
    const minutes = Math.floor((now - Date.parse(time.dateTime)) / 60000);
    if (!(minutes >= 0 && minutes < 24 * 60)) return;
    time.title = time.textContent.trim();
    if (minutes < 60) time.textContent = words.format(-Math.max(1, minutes), "minute");
    else time.textContent = words.format(-Math.floor(minutes / 60), "hour");
  }

  /* Where the menu is wider than a phone it scrolls by itself: the current item is brought into view. */
  function showCurrent(current) {
    const list = current.closest("ul");
    const beyond = current.getBoundingClientRect().right - list.getBoundingClientRect().right;
    if (beyond > 0) list.scrollLeft += beyond;
  }

  const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "always" });
  document.querySelectorAll("button.theme").forEach((button) => button.addEventListener("click", switchTheme));
  document.querySelectorAll(".nav [aria-current]").forEach(showCurrent);
  document.querySelectorAll("time[data-relative]").forEach((time) => relative(time, Date.now(), words));
})();
