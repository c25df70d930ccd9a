package discordtest

import "slices"

// row is a row of buttons or lists, or in a message of components alone a part of
// it: a text, or pictures.
type row struct {
	Kind    int         `json:"type"`
	Parts   []component `json:"components"`
	Content string      `json:"content"` // of a text
	Items   []struct {
		Media struct {
			URL string `json:"url"`
		} `json:"media"`
		Alt string `json:"description"`
	} `json:"items"` // of pictures
	File struct {
		URL string `json:"url"`
	} `json:"file"` // of another file
}

const (
	textPart    = 10
	picturePart = 12
	filePart    = 13
)

// layout returns what a message says, and leaves only rows of buttons. In one of
// components alone there is no content, and every file is shown, with the alt
// text that it is sent with.
func (in *sent) layout(c call) (content string, refused *refusal) {
	if in.Flags&flagLaidOut == 0 {
		if in.Content != nil {
			content = *in.Content
		}
		return content, nil
	}
	if in.Content != nil {
		return "", invalid("the content field cannot be used with components")
	}
	shown := 0
	for _, r := range in.Rows {
		content += r.Content
		if slices.ContainsFunc(c.files, func(f File) bool { return "attachment://"+f.Name == r.File.URL }) {
			shown++
		}
		for _, item := range r.Items {
			at := slices.IndexFunc(c.files, func(f File) bool { return "attachment://"+f.Name == item.Media.URL })
			if at < 0 || at >= len(in.Files) || in.Files[at].Alt != item.Alt {
				return "", invalid("items: no such attachment, or another alt text")
			}
			shown++
		}
	}
	if shown != len(c.files) {
		return "", invalid("a file that is not shown")
	}
	in.Rows = slices.DeleteFunc(in.Rows, func(r row) bool {
		return r.Kind == textPart || r.Kind == picturePart || r.Kind == filePart
	})
	return content, nil
}
