"use strict";
// In an editor of the CMS: what is pasted from elsewhere keeps its headings, lists and links, and no other dress.
// Draftail drops what our texts cannot hold; this drops bold and italics too, and ranks headings below the headline.
(() => {
  const { BlockMapBuilder, CharacterMetadata, DefaultDraftBlockRenderMap, EditorState, Modifier, convertFromHTML } =
    window.DraftJS;
  const HEADINGS = ["header-one", "header-two", "header-three", "header-four", "header-five", "header-six"];

  // Manuscripts begin at level 1, which on our page is the headline.
  const levels = (blocks) => {
    const shift = blocks.some((block) => block.getType() === "header-one") ? 1 : 0;
    return (type) => {
      const level = HEADINGS.indexOf(type);
      return level < 0 ? type : HEADINGS[Math.min(Math.max(level + shift, 1), 2)];
    };
  };

  // Without what a browser never shows, which the conversion would take for text.
  const words = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    body.querySelectorAll("script, style, template, noscript").forEach((element) => element.remove());
    return body.innerHTML;
  };

  const undress = (block, rank) =>
    block.merge({
      type: rank(block.getType()),
      characterList: block
        .getCharacterList()
        .map((sign) => CharacterMetadata.create({ entity: sign.getEntity() })),
    });

  const handlePastedText = (text, html, editorState, { setEditorState }) => {
    if (!html) return "not-handled";
    const { contentBlocks } = convertFromHTML(words(html), undefined, DefaultDraftBlockRenderMap);
    if (!contentBlocks || !contentBlocks.length) return "not-handled";
    const rank = levels(contentBlocks);
    const fragment = BlockMapBuilder.createFromArray(contentBlocks.map((block) => undress(block, rank)));
    const content = Modifier.replaceWithFragment(
      editorState.getCurrentContent(),
      editorState.getSelection(),
      fragment,
    );
    setEditorState(EditorState.push(editorState, content, "insert-fragment"));
    return "handled";
  };

  window.draftail.registerPlugin({ type: "manuscript", handlePastedText }, "plugins");
})();
