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
	ID      string `json:"id"`
	App     string `json:"application_id"`
	Version string `json:"version"`
	Members *int   `json:"default_member_permissions"`
	Adult   bool   `json:"nsfw"`
	Name    string `json:"name"`
	Text    string `json:"description"`
	Kind    int    `json:"type"`

	Texts        map[string]string `json:"description_localizations"`
	Contexts     []int             `json:"contexts"`
	Integrations []int             `json:"integration_types"`
	Options      []struct {
		Name      string            `json:"name"`
		Text      string            `json:"description"`
		Texts     map[string]string `json:"description_localizations"`
		Kind      int               `json:"type"`
		Required  bool              `json:"required,omitempty"`
		Completed bool              `json:"autocomplete,omitempty"`
		Longest   int               `json:"max_length,omitempty"`
	} `json:"options,omitempty"`
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
			if !regexp.MustCompile(`^[-_a-z0-9]{1,32}$`).MatchString(o.Name) || !fits(o.Text, 100) || o.Longest > 6000 {
				return nil, invalid("option of " + c.Name)
			}
		}
		c.ID, c.App, c.Version = s.number(), Bot, s.number()
		slices.Reverse(c.Contexts)
	}
	slices.Reverse(all)
	s.commands = marshal(all)
	return s.commands, nil
}
