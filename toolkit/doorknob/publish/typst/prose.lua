-- Reads the prose of whole notebooks: `pandoc lua` runs this for as long as requests come, so that
-- pandoc is started once for many documents.
--
-- A request is one line, a JSON list of {kind: "markdown" | "html" | "verbatim", text: string}. An
-- answer is a line with its length in bytes, negative if it only says what went wrong, and the
-- answer: a line of pandoc's JSON for each fragment, in order. Each fragment is read by itself, so that an
-- unclosed fence, tag or comment ends with its cell, and so that footnotes and references belong to
-- their cell, as in Jupyter.
--
-- A formula becomes an empty Span of class dk-math whose attribute n counts into the metadata's
-- list "formulas": HTML could imitate the Span, but cannot put Typst or MathML into the list.

-- Every change to a format's extensions costs 0.6 ms a fragment, so we start from the format that
-- needs fewest. None of these reads raw Typst.
local MARKDOWN = "gfm+definition_lists+smart"
local HTML = "html+task_lists"
local NO_FILES = {}  -- a reading environment of no files is pandoc's sandbox: no file, no network

local formulas = pandoc.List()

-- Tags that pandoc's HTML reader would drop or follow, as Divs that it keeps.
local function tag_pattern(name, ending)
  local any_case = name:gsub("%a", function(c) return "[" .. c:lower() .. c:upper() .. "]" end)
  return "<" .. ending .. any_case .. "%f[%s/>][^>]*>"
end

local function plain_tags(html)
  for _, name in ipairs { "details", "summary" } do
    html = html:gsub(tag_pattern(name, ""), '<div class="dk-' .. name .. '">')
    html = html:gsub(tag_pattern(name, "/"), "</div>")
  end
  for _, name in ipairs { "iframe", "video", "audio", "object", "embed", "canvas" } do
    html = html:gsub(tag_pattern(name, ""), '<div class="dk-embedded">')
    html = html:gsub(tag_pattern(name, "/"), "</div>")
  end
  -- A list has no class in pandoc's tree: an empty marker before it has.
  html = html:gsub("<[uU][lL]%f[%s][^>]*dk%-choices[^>]*>", '<div class="dk-choices"></div>%0')
  return html
end

local function read_html(text)
  return pandoc.read(plain_tags(text), HTML, nil, NO_FILES)
end

local function to_formula(math)
  local alone = pandoc.Pandoc { pandoc.Plain { math } }
  local written = pandoc.write(alone, "typst")
  local html = pandoc.write(alone, "html5", { html_math_method = "mathml", wrap_text = "none" })
  formulas:insert {
    tex = math.text,
    display = math.mathtype == "DisplayMath",
    mathml = html:match "^%s*(<math.*</math>)%s*$" or "",
    -- What pandoc cannot translate it writes as escaped text, without the dollars.
    typst = written:match "^%s*(%$.*[^\\]%$)%s*$" or "",
  }
  return pandoc.Span({}, pandoc.Attr("", { "dk-math" }, { n = tostring(#formulas) }))
end

local function has_html(doc)
  local found = false
  local function note() found = true end
  doc:walk { RawBlock = note, RawInline = note }
  return found
end

-- The HTML writer would load its highlighter (half a second) for a code block with a class.
local function bare_code(block)
  local language = block.classes[1] or ""
  local text = block.text:gsub("&", "&amp;"):gsub("<", "&lt;")
  return pandoc.RawBlock("html", '<pre data-language="' .. language:gsub("[^%w+-]", "")
    .. '"><code>' .. text .. "</code></pre>")
end

local function read_markdown(text)
  -- The empty line keeps a rule at the top of a cell from being read as YAML metadata; without a last
  -- line feed a table that ends its cell would lose its last row.
  local doc = pandoc.read("\n" .. text .. "\n", MARKDOWN, nil, NO_FILES)
  -- Each walk costs as much as reading, so look first whether there is anything to find.
  local formulas_likely = text:find("$", 1, true) or text:find("math", 1, true)
  if formulas_likely then doc = doc:walk { Math = to_formula } end
  if not text:find("<", 1, true) or not has_html(doc) then return doc end
  -- As a browser does it: Markdown to HTML, and that read as one whole.
  local html = pandoc.write(doc:walk { CodeBlock = bare_code }, "html", { wrap_text = "none" })
  return read_html(html)
end

local function read(fragment)
  if fragment.kind == "verbatim" then return { pandoc.CodeBlock(fragment.text) } end
  local reader = fragment.kind == "markdown" and read_markdown or read_html
  local fine, doc = pcall(reader, fragment.text)
  if fine then return doc.blocks end
  return { pandoc.Div({ pandoc.CodeBlock(fragment.text) }, pandoc.Attr("", { "dk-unreadable" })) }
end

local function to_json(fragment)
  formulas = pandoc.List()
  local blocks = read(fragment)
  local listed = formulas:map(function(formula)
    return pandoc.MetaMap {
      tex = pandoc.MetaString(formula.tex),
      typst = pandoc.MetaString(formula.typst),
      mathml = pandoc.MetaString(formula.mathml),
      display = pandoc.MetaBool(formula.display),
    }
  end)
  return pandoc.write(pandoc.Pandoc(blocks, { formulas = pandoc.MetaList(listed) }), "json")
end

local function reading(request)
  local fragments = pandoc.json.decode(request, false)
  assert(type(fragments) == "table", "a request must be a JSON list")
  return table.concat(pandoc.List(fragments):map(to_json), "\n")
end

for request in io.lines() do
  local fine, answer = pcall(reading, request)
  answer = tostring(answer)
  io.write(fine and #answer or -#answer, "\n", answer)
  io.flush()
end
