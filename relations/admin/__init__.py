from relations.admin import party, person, relation, site

__all__ = ["party", "person", "relation", "site"]
