/* Sets the chosen theme before the first paint. Without a choice the system decides. */
(function (root) {
  root.classList.add("has-scripts");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (refused) {
    /* Storage is switched off: the system's setting holds. */
  }
})(document.documentElement);
