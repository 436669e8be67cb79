/* Puts a player in place of an embed's pattern when a reader asks for it; its address was made by the server. */
(function () {
  function makePlayer(embed) {
    const frame = document.createElement("iframe");
    frame.title = embed.dataset.title;
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups");
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; /* YouTube refuses to play for nobody (error 153) */
    frame.src = embed.dataset.player;
    return frame;
  }

  document.querySelectorAll(".embed").forEach(function (embed) {
    const act = embed.querySelector(".embed__act");
    act.hidden = false;
    act.querySelector("button").addEventListener("click", function () {
      const player = makePlayer(embed);
      embed.querySelector(".embed__frame").replaceChildren(player);
      player.focus();
    });
  });
})();
