package discordtest

import (
	"encoding/json"
	"regexp"
	"slices"
)

// Commands returns the commands that the bot registered, as it wrote them.
func (s *Server) Commands() json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commands
}

// listed is a command as Discord lists it, with what it adds by itself.
type listed struct {
	ID      string  `json:"id"`
	App     string  `json:"application_id"`
	Version string  `json:"version"`
	Members *string `json:"default_member_permissions"`
	Adult   bool    `json:"nsfw"`
	Name    string  `json:"name"`
	Text    string  `json:"description"`
	Kind    int     `json:"type"`

	Texts        map[string]string `json:"description_localizations"`
	Contexts     []int             `json:"contexts"`
	Integrations []int             `json:"integration_types"`
	Options      []asked           `json:"options,omitempty"`
}

// asked is an option of a command, or a part of it that has some.
type asked struct {
	Name      string            `json:"name"`
	Text      string            `json:"description"`
	Texts     map[string]string `json:"description_localizations"`
	Kind      int               `json:"type"`
	Required  bool              `json:"required,omitempty"`
	Completed bool              `json:"autocomplete,omitempty"`
	Longest   int               `json:"max_length,omitempty"`
	Least     *int              `json:"min_value,omitempty"`
	Most      *int              `json:"max_value,omitempty"`
	Channels  []int             `json:"channel_types,omitempty"`
	Options   []asked           `json:"options,omitempty"`
}

// partOfCommand is the kind of an option that has options itself.
const partOfCommand = 1

// fits reports whether Discord takes an option: what is required stands first,
// only texts and numbers are completed, and parts have no parts.
func (o asked) fits(inPart bool) bool {
	if !regexp.MustCompile(`^[-_a-z0-9]{1,32}$`).MatchString(o.Name) || !fits(o.Text, 100) || o.Longest > 6000 || len(o.Options) > 25 {
		return false
	}
	if o.Kind != partOfCommand {
		return len(o.Options) == 0 && (!o.Completed || o.Kind == 3 || o.Kind == 4)
	}
	optional := false
	for _, field := range o.Options {
		if inPart || !field.fits(true) || field.Kind == partOfCommand || field.Required && optional {
			return false
		}
		optional = !field.Required
	}
	return !o.Required
}

// overwrite keeps the commands as Discord does: in its own order, with a number
// and a version, and with all that was left out.
func (s *Server) overwrite(body json.RawMessage) (any, *refusal) {
	var all []listed
	if json.Unmarshal(body, &all) != nil || len(all) > 100 {
		return nil, invalid("commands")
	}
	for i := range all {
		c := &all[i]
		if !regexp.MustCompile(`^[-_a-z0-9]{1,32}$`).MatchString(c.Name) || !fits(c.Text, 100) || c.Kind != 1 {
			return nil, invalid("command " + c.Name)
		}
		for _, o := range c.Options {
			if !o.fits(false) {
				return nil, invalid("option of " + c.Name)
			}
		}
		c.ID, c.App, c.Version = s.number(), Bot, s.number()
		slices.Reverse(c.Contexts)
		reverseChannels(c.Options)
	}
	slices.Reverse(all)
	s.commands = marshal(all)
	return s.commands, nil
}

func reverseChannels(options []asked) {
	for _, o := range options {
		slices.Reverse(o.Channels)
		reverseChannels(o.Options)
	}
}
