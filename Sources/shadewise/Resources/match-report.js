// Before and after with a slider. The page shows every picture without this, too.
(() => {
  const comparison = document.querySelector(".comparison");
  const bare = document.querySelector(".bare img");
  if (!comparison || !bare) return;
  const stage = comparison.querySelector(".stage");
  const slider = comparison.querySelector("input[type=range]");
  const chosen = comparison.querySelector(".chosen");
  const cards = new Map([...document.querySelectorAll(".shades > li")].map((card) => [String(card.value), card]));
  const radios = [...comparison.querySelectorAll("input[type=radio]")];

  function layer(name) {
    const picture = new Image(bare.width, bare.height);
    picture.className = name;
    picture.draggable = false;
    return stage.insertBefore(picture, stage.querySelector(".handle"));
  }
  const before = layer("before");
  const after = layer("after");
  // As wide as the picture, so that both handles move together.
  slider.parentElement.style.maxWidth = bare.getAttribute("width") + "px";
  before.src = bare.src;
  before.alt = bare.alt;

  // What is right of the handle shows the shade.
  function slide(share) {
    const value = Math.round(Math.min(Math.max(share, 0), 100));
    slider.value = value;
    slider.setAttribute("aria-valuetext", slider.dataset.words.replace("#", 100 - value));
    stage.style.setProperty("--at", value + "%");
  }

  function choose(rank) {
    const card = cards.get(rank);
    const picture = card && card.querySelector("img");
    if (!picture) return;
    after.src = picture.src;
    after.alt = picture.alt;
    chosen.textContent = [card.querySelector("h3"), card.querySelector(".line")]
      .map((part) => part.textContent.trim().replace(/\s+/g, " ")).join(" · ");
    for (const [other, place] of cards) place.classList.toggle("current", other === rank);
    for (const radio of radios) radio.checked = radio.value === rank;
  }

  function follow(event) {
    const box = stage.getBoundingClientRect();
    slide(100 * (event.clientX - box.left) / box.width);
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    stage.setPointerCapture(event.pointerId);
    follow(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) follow(event);
  });
  slider.addEventListener("input", () => slide(Number(slider.value)));
  for (const radio of radios) radio.addEventListener("change", () => choose(radio.value));
  for (const [rank, card] of cards) {
    const picture = card.querySelector("img");
    if (!picture) continue;
    picture.addEventListener("click", () => {
      choose(rank);
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      comparison.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    });
  }
  document.documentElement.classList.add("script");
  comparison.hidden = false;
  choose("1");
  slide(50);
})();
