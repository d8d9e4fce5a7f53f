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

-- Our own boxes are taken as they are, without a detour by HTML that costs twice as much as reading:
-- Divs and Spans of our classes, each on its own and closed where it was opened. `left` counts the
-- tags that no box has used up yet; where any is left in the end, this was no way.
local left

local function attributes_of(inside)
  local classes, pairs_of, rest = nil, {}, inside
  while rest ~= "" do
    local name, value, after = rest:match('^%s+([%l-]+)="([^"&<>]*)"(.*)$')
    if name == "class" and not classes then
      classes = value
    elseif name and name:match "^data%-%l" then
      pairs_of[#pairs_of + 1] = { name:sub(6), value }
    else
      return nil
    end
    rest = after
  end
  if not classes or not (classes:match "^dk%-" or classes:match "^alert ") then return nil end
  local each = pandoc.List()
  for name in classes:gmatch "%S+" do each:insert(name) end
  return pandoc.Attr("", each, pairs_of)
end

local function paired(nodes, raw, tag, make)
  local open, used = { { items = pandoc.List() } }, 0
  for _, node in ipairs(nodes) do
    if node.t ~= raw then
      open[#open].items:insert(node)
    else
      local rest = node.text:gsub("^%s+", "")
      while rest ~= "" do
        local inside, after = rest:match("^<" .. tag .. "([^<>]*)>%s*(.*)$")
        local closed = rest:match("^</" .. tag .. ">%s*(.*)$")
        local attr = inside and attributes_of(inside)
        if attr then
          open[#open + 1] = { attr = attr, items = pandoc.List() }
        elseif closed and #open > 1 then
          local done = table.remove(open)
          open[#open].items:insert(make(done.items, done.attr))
        else
          return nil
        end
        used = used + 1
        rest = after or closed
      end
    end
  end
  if #open > 1 then return nil end
  left = left - used
  return open[1].items
end

local function with_boxes(doc, text)
  local _, tags = text:gsub("<", "")
  left = tags
  local blocks = paired(doc.blocks, "RawBlock", "div", pandoc.Div)
  if not blocks then return nil end
  local boxed = pandoc.Pandoc(blocks)
  if left > 0 then
    boxed = boxed:walk {
      Inlines = function(inlines)
        return paired(inlines, "RawInline", "span", pandoc.Span)
      end,
    }
  end
  return left == 0 and boxed or nil
end

local function read_markdown(text)
  -- The empty line keeps a rule at the top of a cell from being read as YAML metadata; without a last
  -- line feed a table that ends its cell would lose its last row.
  local doc = pandoc.read("\n" .. text .. "\n", MARKDOWN, nil, NO_FILES)
  -- Each walk costs as much as reading, so look first whether there is anything to find.
  local formulas_likely = text:find("$", 1, true) or text:find("math", 1, true)
  if formulas_likely then doc = doc:walk { Math = to_formula } end
  if not text:find("<", 1, true) then return doc end
  local boxed = with_boxes(doc, text)
  if boxed then return boxed end
  if not has_html(doc) then return doc end
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
