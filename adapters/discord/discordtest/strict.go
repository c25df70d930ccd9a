package discordtest

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sent is a message as the bot sends it.
type sent struct {
	Content *string `json:"content"`
	Flags   int     `json:"flags"`
	Nonce   string  `json:"nonce"`
	Enforce bool    `json:"enforce_nonce"`
	Rows    []row   `json:"components"`
	Files   []struct {
		ID  int    `json:"id"`
		Alt string `json:"description"`
	} `json:"attachments"`
	Mentions *struct {
		Parse []string `json:"parse"`
		Users []string `json:"users"`
		Roles []string `json:"roles"`
	} `json:"allowed_mentions"`
}

type component struct {
	Kind    int    `json:"type"`
	Code    string `json:"custom_id"`
	Label   string `json:"label"`
	Style   int    `json:"style"`
	Options []struct {
		Label string `json:"label"`
		Value string `json:"value"`
	} `json:"options"`
}

// Kinds of components.
const (
	rowOfButtons = 1
	button       = 2
	list         = 3
)

func invalid(what string) *refusal {
	return refuse(http.StatusBadRequest, 50035, "Invalid Form Body: "+what)
}

// read takes a message as strictly as Discord does, and more strictly where we
// want more: nobody may be mentioned but the one role that is called, and no address may grow into a picture.
func read(c call) (*Message, sent, *refusal) {
	var in sent
	if json.Unmarshal(c.body, &in) != nil {
		return nil, in, invalid("no JSON")
	}
	shown, refused := in.layout(c)
	if refused != nil {
		return nil, in, refused
	}
	role, content := called(shown)
	text, ok := readMarkdown(content)
	switch n := len(utf16.Encode([]rune(shown))); {
	case !ok:
		return nil, in, invalid("markup that is not closed or was not meant")
	case n > 2000:
		return nil, in, invalid("content: must be 2000 or fewer in length")
	case text == "" && len(c.files) == 0:
		return nil, in, refuse(http.StatusBadRequest, 50006, "Cannot send an empty message")
	case in.Mentions == nil || in.Mentions.Parse == nil || len(in.Mentions.Parse)+len(in.Mentions.Users) > 0,
		strings.Join(in.Mentions.Roles, " ") != role:
		return nil, in, invalid("somebody may be mentioned")
	case in.Flags&(flagNoEmbeds|flagLaidOut) == 0:
		return nil, in, invalid("addresses may grow")
	case in.Enforce && (in.Nonce == "" || len(in.Nonce) > 25):
		return nil, in, invalid("nonce")
	case len(in.Files) != len(c.files):
		return nil, in, invalid("attachments")
	}
	m := &Message{Text: text, Content: shown, Files: c.files, Called: role, LaidOut: in.Flags&flagLaidOut != 0}
	for i, f := range in.Files {
		if f.ID != i || utf8.RuneCountInString(f.Alt) > 1024 {
			return nil, in, invalid("attachments")
		}
		m.Files[i].Alt = f.Alt
	}
	return m, in, m.readRows(in)
}

// called returns the role that a message calls in its first line, and the rest.
func called(content string) (role, rest string) {
	found := regexp.MustCompile(`^<@&(\d+)>\n`).FindStringSubmatch(content)
	if found == nil {
		return "", content
	}
	return found[1], content[len(found[0]):]
}

func (m *Message) readRows(in sent) *refusal {
	m.Rows = len(in.Rows)
	known := map[string]bool{}
	for _, row := range in.Rows {
		if row.Kind != rowOfButtons || len(row.Parts) < 1 || len(row.Parts) > 5 {
			return invalid("components")
		}
		for _, c := range row.Parts {
			if known[c.Code] || !fits(c.Code, 100) || !m.readComponent(c) {
				return invalid("components: " + c.Code)
			}
			known[c.Code] = true
		}
	}
	if len(in.Rows) > 5 {
		return invalid("components: too many")
	}
	return nil
}

func (m *Message) readComponent(c component) bool {
	switch c.Kind {
	case button:
		m.Choices = append(m.Choices, Choice{Label: c.Label, Code: c.Code})
		return fits(c.Label, 80) && c.Style >= 1 && c.Style <= 4
	case list:
		known := map[string]bool{}
		for _, o := range c.Options {
			if known[o.Value] || !fits(o.Label, 100) || !fits(o.Value, 100) {
				return false
			}
			known[o.Value] = true
			m.Choices = append(m.Choices, Choice{Label: o.Label, Code: o.Value, list: true})
		}
		return len(c.Options) >= 1 && len(c.Options) <= 25
	}
	return false
}

func fits(text string, most int) bool {
	n := utf8.RuneCountInString(text)
	return n >= 1 && n <= most
}
