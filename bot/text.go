package bot

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Text is a message's text: the Markdown subset of the catalogue, parsed once
// into a small tree that each adapter renders in its own way.
type Text []Block

// Block is a paragraph or one item of a list.
type Block struct {
	Item  bool
	Spans []Span
}

// Span is a run of characters in one style. A line break inside a paragraph
// is a "\n" in its text.
type Span struct {
	Text string
	Bold bool
}

// ParseText parses the Markdown subset: paragraphs, line breaks, bold, and
// lists. Whatever else Markdown knows comes out as its plain text.
func ParseText(markdown string) Text {
	source := []byte(markdown)
	root := goldmark.DefaultParser().Parse(text.NewReader(source))
	var blocks Text
	// The walker cannot fail: its visitor never returns an error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || !leaf(n) {
			return ast.WalkContinue, nil
		}
		if s := content(n, source); len(s) > 0 {
			blocks = append(blocks, Block{Item: startsItem(n), Spans: s})
		}
		return ast.WalkSkipChildren, nil
	})
	return blocks
}

// leaf says whether a node is a block that holds text, not other blocks.
func leaf(n ast.Node) bool {
	if n.Type() != ast.TypeBlock {
		return false
	}
	return n.FirstChild() == nil || n.FirstChild().Type() == ast.TypeInline
}

// startsItem says whether a block is the first of a list item: only that one
// gets the item's mark.
func startsItem(n ast.Node) bool {
	return n.PreviousSibling() == nil && n.Parent() != nil && n.Parent().Kind() == ast.KindListItem
}

func content(n ast.Node, source []byte) []Span {
	if n.FirstChild() != nil {
		return spans(nil, n, source, false)
	}
	// Code and HTML are outside the subset and have only lines.
	s := strings.TrimSpace(unescape(lines(n.Lines(), source)))
	if s == "" {
		return nil
	}
	return []Span{{Text: s}}
}

func lines(segments *text.Segments, source []byte) string { return string(segments.Value(source)) }

func spans(out []Span, n ast.Node, source []byte, bold bool) []Span {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			s := string(c.Segment.Value(source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				s += "\n"
			}
			out = add(out, Span{Text: unescape(s), Bold: bold})
		case *ast.String:
			out = add(out, Span{Text: string(c.Value), Bold: bold})
		case *ast.AutoLink:
			out = add(out, Span{Text: string(c.Label(source)), Bold: bold})
		case *ast.RawHTML:
			out = add(out, Span{Text: unescape(lines(c.Segments, source)), Bold: bold})
		case *ast.Emphasis:
			out = spans(out, c, source, bold || c.Level > 1)
		default:
			out = spans(out, c, source, bold)
		}
	}
	return out
}

func add(out []Span, s Span) []Span {
	if n := len(out); n > 0 && out[n-1].Bold == s.Bold {
		out[n-1].Text += s.Text
		return out
	}
	return append(out, s)
}

// Escape makes a value safe to put into Markdown: it comes out as written.
func Escape(value string) string { return escaper().Replace(value) }

const special = "\\`*_{}[]<>()#+-.!|&~="

func escaper() *strings.Replacer {
	pairs := make([]string, 0, 2*len(special))
	for _, r := range special {
		pairs = append(pairs, string(r), `\`+string(r))
	}
	return strings.NewReplacer(pairs...)
}

func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Plain returns the text without any styling, one line a block line and an
// empty line between paragraphs.
func (t Text) Plain() string {
	var b strings.Builder
	for i, block := range t {
		switch {
		case i == 0:
		case block.Item && t[i-1].Item:
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		if block.Item {
			b.WriteString("- ")
		}
		for _, s := range block.Spans {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}
