/* The help button of a website that is not ours: <script src="https://HOST/widget.js" data-workspace="NAME" async></script>

   It puts a button into a corner; pressed, a panel opens beside it, which is a page of ours in a frame. Nothing is kept in
   the visitor's browser. What the page and the frame tell one another goes to, and is taken from, exactly the other's
   origin. All looks come from a constructed style sheet in a shadow tree: neither the site's own styles nor a strict
   content security policy get in the way.

   data-workspace  the workspace's short name (needed)     data-position  "left" or "right" (right)
   data-language   en, de or ar (the page's)               data-colour    #rrggbb of the button
   data-label      what the button says                    data-name, data-email  who is signed in, to fill the form in

   From the page's own scripts: helpdesk("open"), helpdesk("close"), helpdesk("identify", { name, email }). */
(() => {
  "use strict";

  const script = document.currentScript;
  const options = script ? script.dataset : {};
  if (!options.workspace || window.helpdesk?.is_ready) {
    return;
  }

  const host = new URL(script.src).origin;
  const WORDS = {
    en: { open: "Help", close: "Close help", panel: "Help" },
    de: { open: "Hilfe", close: "Hilfe schließen", panel: "Hilfe" },
    ar: { open: "مساعدة", close: "إغلاق المساعدة", panel: "مساعدة" },
  };
  const asked = (options.language || document.documentElement.lang || navigator.language || "en").toLowerCase();
  const language = asked.split("-")[0] in WORDS ? asked.split("-")[0] : "en";
  const words = WORDS[language];
  const label = options.label || words.open;
  const colour = /^#[0-9a-f]{6}$/i.test(options.colour || "") ? options.colour : "#2d50c2";
  const side = options.position === "left" ? "left" : "right";

  let person = { name: options.name || "", email: options.email || "" };
  let frame = null;

  // --- looks ---------------------------------------------------------------------------------------------------------
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; }
    button, .panel { position: fixed; ${side}: 16px; z-index: 2147483000; font: 600 15px/1.2 system-ui, sans-serif; }
    button {
      bottom: 16px; min-height: 48px; padding: 0 20px; border: 0; border-radius: 24px; cursor: pointer;
      background: ${colour}; color: ${inkOn(colour)}; box-shadow: 0 2px 10px rgb(0 0 0 / 25%);
    }
    button:focus-visible { outline: 3px solid ${inkOn(colour)}; outline-offset: -6px; }
    .panel {
      bottom: 80px; width: 384px; max-width: calc(100vw - 32px); height: 600px; max-height: calc(100vh - 96px);
      border-radius: 12px; overflow: hidden; background: Canvas; box-shadow: 0 8px 40px rgb(0 0 0 / 30%);
    }
    .panel[hidden] { display: none; }
    iframe { width: 100%; height: 100%; border: 0; display: block; color-scheme: light dark; }
    @media (max-width: 480px) {
      .panel { inset: 0; width: 100%; max-width: none; height: 100%; max-height: none; border-radius: 0; }
      :host([data-ready]) button[aria-expanded="true"] { display: none; } /* the frame has a button of its own */
    }
    @media (prefers-reduced-motion: no-preference) {
      .panel { animation: rise 120ms ease-out; }
      @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
    }
    @media print { :host { display: none; } }
  `);

  // Black or white, whichever can be read on a colour (WCAG's contrast).
  function inkOn(hex) {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
  }

  // --- the button and the panel ----------------------------------------------------------------------------------------
  const root = document.createElement("div");
  root.lang = language;
  const shadow = root.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [style];
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.dir = language === "ar" ? "rtl" : "ltr";
  shadow.append(panel, button);
  describe();

  function describe() {
    button.textContent = panel.hidden ? label : "✕";
    button.setAttribute("aria-label", panel.hidden ? label : words.close);
    button.setAttribute("aria-expanded", String(!panel.hidden));
  }

  function open() {
    if (!frame) {
      const address = new URL(`/portal/${encodeURIComponent(options.workspace)}/widget/`, host);
      address.search = new URLSearchParams({ origin: location.origin, lang: language });
      frame = document.createElement("iframe");
      frame.title = words.panel;
      frame.src = address;
      frame.referrerPolicy = "strict-origin";
      panel.append(frame);
    }
    panel.hidden = false;
    describe();
    frame.focus();
    tell({ type: "opened" });
  }

  function close() {
    const hadFocus = shadow.activeElement === frame;
    panel.hidden = true;
    describe();
    if (hadFocus || document.activeElement === document.body) {
      button.focus();
    }
  }

  button.addEventListener("click", () => (panel.hidden ? open() : close()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) {
      close();
    }
  });

  // --- what page and frame tell one another ----------------------------------------------------------------------------
  function tell(message) {
    frame?.contentWindow?.postMessage({ helpdesk: true, ...message }, host);
  }

  window.addEventListener("message", (event) => {
    if (event.origin !== host || !frame || event.source !== frame.contentWindow || !event.data?.helpdesk) {
      return;
    }
    if (event.data.type === "ready") {
      root.dataset.ready = "";
      tell({ type: "identify", ...person });
    } else if (event.data.type === "close") {
      close();
      button.focus();
    }
  });

  function command(name, value) {
    if (name === "open") {
      open();
    } else if (name === "close") {
      close();
    } else if (name === "identify") {
      person = { name: String(value?.name ?? ""), email: String(value?.email ?? "") };
      tell({ type: "identify", ...person });
    }
  }

  const earlier = window.helpdesk?.q ?? [];
  window.helpdesk = command;
  command.is_ready = true;
  earlier.forEach((call) => command(...call));

  const show = () => document.body.append(root);
  if (document.body) {
    show();
  } else {
    addEventListener("DOMContentLoaded", show);
  }
})();
